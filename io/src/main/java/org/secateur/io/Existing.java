package org.secateur.io;

/** What to do when a file or folder to be written is there already. */
public enum Existing {
  /** Refuse with E194. */
  REFUSE,
  /** Replace it, in one step, when the new one is complete. */
  OVERWRITE
}
