package org.secateur.io.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.secateur.io.InputException;

/**
 * Keeps a second process out of a study's folder. The lock is the operating system's and is gone when its process is, however
 * it ends; the file holds the process's number for people.
 */
public final class StudyLock implements AutoCloseable {
  /** The file's name in the folder. */
  public static final String NAME = ".lock";

  private final FileChannel channel;
  private final FileLock lock;
  private final Path file;
  private final Path folder;

  private StudyLock(FileChannel channel, FileLock lock, Path file, Path folder) {
    this.channel = channel;
    this.lock = lock;
    this.file = file;
    this.folder = folder;
  }

  /**
   * Takes a folder, which has to exist.
   *
   * @throws InputException E196 if another process has it, E195 if nothing can be written there
   */
  public static StudyLock take(Path folder) throws InputException {
    Path file = folder.resolve(NAME);
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
          StandardOpenOption.WRITE);
      FileLock lock = attempt(channel);
      if (lock == null) {
        channel.close();
        throw InputException
            .of("E196", "process " + Files.readString(file).strip() + " is at work on this study.")
            .at(String.valueOf(folder.getFileName()))
            .withHint("wait for it, or another --out");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      return new StudyLock(channel, lock, file, folder);
    } catch (IOException e) {
      throw InputException.of("E195", "cannot write in \"" + folder.getFileName() + "\": " + e.getMessage())
          .withHint("another --out").because(e);
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock attempt(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  /** The folder that is taken. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      lock.release();
      channel.close();
    } catch (IOException e) {
      // the lock goes with the process
      return;
    }
  }
}
