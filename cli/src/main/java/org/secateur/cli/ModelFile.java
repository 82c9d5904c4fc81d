package org.secateur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.secateur.boltzmann.Machine;
import org.secateur.io.Existing;
import org.secateur.io.FileStamp;
import org.secateur.io.InputException;
import org.secateur.io.MachineFile;
import org.secateur.io.ReadOptions;
import org.secateur.io.RunFolder;

/** Where a machine is or goes: the folder of a run, or a file of arrays. */
final class ModelFile {
  private ModelFile() {
  }

  /** Whether a path names a file of arrays rather than the folder of a run. */
  static boolean isFile(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".safetensors") || name.endsWith(".npz");
  }

  /** The machine. */
  static Machine read(Path path) throws InputException {
    return MachineFile.read(path, ReadOptions.DEFAULT);
  }

  /** Its hash and size. */
  static Map<String, Object> stamp(Path path) throws InputException {
    Path file = path;
    if (Files.isDirectory(path)) {
      RunFolder run = RunFolder.open(path);
      file = run.file(run.names().contains(RunFolder.MACHINE) ? RunFolder.MACHINE : RunFolder.MACHINE_NPZ);
    }
    FileStamp stamp = FileStamp.of(file);
    return Map.of("sha256", stamp.sha256(), "bytes", stamp.bytes());
  }

  /** Makes sure, before long work, that something can be written there. */
  static void requireFree(Path target, Existing existing) throws InputException {
    if (isFile(target)) {
      requireFreeFile(target, existing);
    } else {
      RunFolder.requireFree(target, existing);
    }
  }

  /** Refuses to write where something is read from, even if files may be replaced: nothing would be left of it. */
  static void refuseOwnInput(Path read, Path out) throws InputException {
    if (read.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw InputException.of("E194", "\"" + out.getFileName() + "\" is or holds the network that is read")
          .withHint("another --out");
    }
  }

  /** The same for any file. */
  static void requireFreeFile(Path target, Existing existing) throws InputException {
    if (existing == Existing.REFUSE && Files.exists(target)) {
      throw InputException.of("E194", "\"" + target.getFileName() + "\" already exists")
          .withHint("--overwrite, or another --out");
    } else {
      Path folder = target.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw InputException
            .of("E195", "cannot write \"" + target.getFileName() + "\": its folder does not exist")
            .withHint("make the folder first, or another --out");
      }
    }
  }
}
