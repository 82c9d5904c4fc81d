package org.secateur.io;

/** Whether something will fit, asked before it is allocated. */
final class Memory {
  private static final double USABLE = 0.9;

  private Memory() {
  }

  /** E190 if {@code bytes} more than the largest heap could hold. */
  static void require(double bytes, String what) throws InputException {
    double limit = Runtime.getRuntime().maxMemory() * USABLE;
    if (!(bytes <= limit)) {
      throw InputException
          .of("E190", what + " needs about " + Words.size(bytes) + "; " + Words.size(limit) + " allowed.")
          .withHint("SECATEUR_JAVA_OPTIONS=-Xmx16g gives Java more");
    }
  }

  /** E190 if an array of bytes of this length cannot exist. */
  static int requireBytes(long count, String what) throws InputException {
    require((double) count, what);
    if (count > Integer.MAX_VALUE - 8) {
      throw InputException.of("E190",
          what + " has " + Words.count(count) + " bytes; at most 2,147,483,639 can be held.");
    }
    return (int) count;
  }

  /** E190 if an array of doubles of this length cannot exist. */
  static int requireDoubles(long count, String what) throws InputException {
    require(8.0 * count, what);
    if (count > Integer.MAX_VALUE - 8) {
      throw InputException.of("E190",
          what + " has " + Words.count(count) + " elements; at most 2,147,483,639 can be held.");
    }
    return (int) count;
  }
}
