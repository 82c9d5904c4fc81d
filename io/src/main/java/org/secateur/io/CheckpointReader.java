package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * The arrays of a trained network: a safetensors file, a NumPy archive, or a folder of one NPY or CSV file an array, named
 * after it. Pickled files are refused: they are programs.
 */
final class CheckpointReader {
  private static final int PICKLE_PROTOCOL = 0x80;
  private static final Set<String> PICKLED = Set.of("pt", "pth", "ckpt", "pkl", "pickle", "bin");
  private static final Set<String> KERAS = Set.of("h5", "hdf5", "keras");

  private CheckpointReader() {
  }

  /** All arrays by name. */
  static TensorFile read(Path path, ReadOptions options) throws InputException {
    if (Files.isDirectory(path)) {
      return folder(path, options);
    }
    refusePrograms(path);
    return TensorFile.read(path, options);
  }

  private static void refusePrograms(Path path) throws InputException {
    String name = Refusals.nameOf(path);
    String lower = name.toLowerCase(Locale.ROOT);
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    if (KERAS.contains(ending)) {
      throw Refusals.unsupported(name, "is a Keras or HDF5 file, which is not read.",
          ("python -c \"import keras, numpy; m = keras.models.load_model('%s'); "
              + "numpy.savez('weights.npz', **{w.path.replace('/', '.'): w.numpy() for w in m.weights})\"")
              .formatted(name));
    }
    if (Files.isRegularFile(path) && (PICKLED.contains(ending) || isPickle(path))) {
      throw InputException
          .of("E234", Words.quote(name)
              + " is a pickled file: it can run code when loaded, and secateur never loads such files.")
          .at(name)
          .withHint(
              ("python -c \"import torch, safetensors.torch as s; s.save_file({k: v.contiguous() for k, v in "
                  + "torch.load('%s', weights_only=True).items()}, 'weights.safetensors')\"")
                  .formatted(name));
    }
  }

  /** A pickle begins with its protocol; PyTorch zips one with the bytes of its arrays. */
  private static boolean isPickle(Path path) throws InputException {
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(4);
    } catch (IOException e) {
      throw Refusals.unreadable(path, e);
    }
    if (head.length > 1 && (head[0] & 0xff) == PICKLE_PROTOCOL && head[1] <= 5) {
      return true;
    }
    if (!Sniffer.isZip(head)) {
      return false;
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return zip.stream().anyMatch(e -> e.getName().endsWith("data.pkl"));
    } catch (IOException | IllegalArgumentException e) {
      return false; // whoever reads the archive says what is wrong with it
    }
  }

  private static TensorFile folder(Path folder, ReadOptions options) throws InputException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      String name = stem(file);
      if (isNpy(file)) {
        tensors.put(name, npy(file, options));
      } else if (!tensors.containsKey(name) && !isAboutTrials(name)) {
        NumberTable table = NumberTable.read(file.toString(), options.withShape(ReadOptions.Shape.ANY));
        tensors.put(name, Tensor.of(table.values(), table.rows(), table.columns()));
      }
    }
    return TensorFile.of(tensors, Map.of());
  }

  /** Arrays of a folder, those in NumPy's format first, each group by name. */
  static List<Path> files(Path folder) throws InputException {
    List<Path> npy = new ArrayList<>();
    List<Path> csv = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : all) {
        if (isNpy(file)) {
          npy.add(file);
        } else if (Refusals.nameOf(file).toLowerCase(Locale.ROOT).endsWith(".csv")) {
          csv.add(file);
        }
      }
    } catch (IOException e) {
      throw Refusals.unreadable(folder, e);
    }
    Collections.sort(npy);
    Collections.sort(csv);
    npy.addAll(csv);
    return npy;
  }

  static boolean isNpy(Path file) {
    return Refusals.nameOf(file).toLowerCase(Locale.ROOT).endsWith(".npy");
  }

  static String stem(Path file) {
    String name = Refusals.nameOf(file);
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static boolean isAboutTrials(String name) {
    return name.startsWith("trials") || name.startsWith("expected");
  }

  /** One array of a NumPy file. */
  static Tensor npy(Path file, ReadOptions options) throws InputException {
    Source source = Source.of(file, Optional.empty(), new Selection.Whole(), options);
    try (InputStream in = source.open()) {
      return NpyData.readTensor(in, source.name(), source.bytes(), options.sizeLimit());
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }
}
