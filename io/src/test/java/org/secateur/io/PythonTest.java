package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;

/** NumPy and SciPy as oracles: what they write we read, what we write they read, and the bits are equal. */
final class PythonTest {
  /** Weights whose bits are told in hexadecimal; zeros where there is no edge. */
  private static final String MATRIX = """
      import sys, numpy as np, scipy.sparse as sp, scipy.io as sio, gzip
      folder = sys.argv[1] + "/"
      W = np.array([[0, 0.1, -1/3], [np.nextafter(1, 2), 0, 1e-299], [0, 1e153, -7]])
      """;

  @TempDir
  Path folder;

  @BeforeAll
  static void requirePython() {
    boolean there;
    try {
      Process p = new ProcessBuilder("python3", "-c", "import numpy, scipy.io, scipy.sparse")
          .redirectErrorStream(true)
          .start();
      there = p.waitFor(60, TimeUnit.SECONDS) && p.exitValue() == 0;
    } catch (IOException e) {
      there = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      there = false;
    }
    assumeTrue(there, "no python3 with numpy and scipy on this machine");
  }

  private String python(String script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", MATRIX + script, folder.toString()));
    Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, p.waitFor(), out);
    return out;
  }

  /** One line for each file; the number of the line is the file's name. */
  private static final List<String> WAYS_TO_WRITE = List.of("np.save(f, W)",
      "np.save(f, np.asfortranarray(W))",
      "np.save(f, W.astype('>f8'))", "np.savez(f, W)", "np.savez_compressed(f, anything=W)",
      "sp.save_npz(f, sp.csr_matrix(W))", "sp.save_npz(f, sp.csc_matrix(W), compressed=False)",
      "sp.save_npz(f, sp.coo_matrix(W))", "sp.save_npz(f, sp.csr_array(W))",
      "sp.save_npz(f, sp.coo_array(W))",
      "sio.savemat(f, {'W': W})", "sio.savemat(f, {'W': W}, do_compression=True)",
      "sio.savemat(f, {'W': sp.csc_matrix(W)}, do_compression=True)",
      "sio.savemat(f, {'W': sp.csc_matrix(W), 'names': np.array(['a', 'bb', 'c'], dtype=object)})",
      "sio.mmwrite(f, sp.coo_matrix(W), precision=17)", "sio.mmwrite(f, W, precision=17)",
      "np.savetxt(f, W, delimiter=',', header='a comment')", "np.savetxt(f, W, delimiter='\t')",
      "np.savetxt(f, W)",
      "np.lib.format.write_array(f, W, version=(2, 0))", "np.lib.format.write_array(f, W, version=(3, 0))");

  @Test
  void readsWhatPythonWrites() throws IOException, InterruptedException, InputException {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < WAYS_TO_WRITE.size(); i++) {
      script.append("f = open(folder + 'f").append(i).append("', 'wb')\n").append(WAYS_TO_WRITE.get(i));
      script.append("\nf.close()\n");
    }
    python(script.toString());
    for (int i = 0; i < WAYS_TO_WRITE.size(); i++) {
      RawMatrix m = MatrixReader.read(folder.resolve("f" + i), ReadOptions.DEFAULT);
      String way = WAYS_TO_WRITE.get(i);
      assertThat(m.rowIndices()).as(way).containsExactly(0, 0, 1, 1, 2, 2);
      assertThat(m.columnIndices()).as(way).containsExactly(1, 2, 0, 2, 1, 2);
      assertThat(m.values()).as(way).containsExactly(0.1, -1.0 / 3, Math.nextUp(1.0), 1e-299, 1e153, -7);
      assertThat(m.labels()).as(way).isEqualTo(way.contains("names") ? List.of("a", "bb", "c") : List.of());
    }
  }

  @Test
  void readsEveryType() throws IOException, InterruptedException, InputException {
    List<String> types = List.of("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
        "uint64",
        "float16", "float32", "float64");
    python("""
        for t in '%s'.split():
          X = np.array([[0, 1], [1, 0]]).astype(t)
          np.save(folder + t, X)
          np.save(folder + t + '-turned', X.astype(X.dtype.newbyteorder('>')))
          if t != 'float16':
            sp.save_npz(folder + t, sp.csr_matrix(X))
            sio.savemat(folder + t + '.mat', {'X': X})
        """.formatted(String.join(" ", types)));
    for (String type : types) {
      for (String end : List.of(".npy", "-turned.npy", ".npz", ".mat")) {
        if (end.endsWith("npy") || !type.equals("float16")) {
          RawMatrix m = MatrixReader.read(folder.resolve(type + end), ReadOptions.DEFAULT);
          assertThat(m.values()).as(type + end).containsExactly(1, 1);
          assertThat(m.elementType().toString()).as(type + end).isEqualTo(type);
        }
      }
    }
  }

  @Test
  void refusesWhatItCannotRead() throws IOException, InterruptedException {
    python("""
        np.save(folder + 'o', np.array([[1, None]], dtype=object))
        sp.save_npz(folder + 'b', sp.bsr_matrix(W))
        sp.save_npz(folder + 'd', sp.dia_matrix(W))
        np.save(folder + 'c', W + 0.25j)
        np.save(folder + 'r', np.zeros(3, dtype=[('a', 'f8'), ('b', 'i4')]))
        np.save(folder + 'l', W.astype(np.longdouble))
        np.save(folder + 't', np.zeros(3, dtype='M8[s]'))
        sio.savemat(folder + 'v4.mat', {'W': W}, format='4')
        """);
    String codes = "";
    for (String name : List.of("o.npy", "b.npz", "d.npz", "c.npy", "r.npy", "l.npy", "t.npy", "v4.mat")) {
      codes += Bytes.refusal(folder.resolve(name), ReadOptions.DEFAULT).code() + " ";
    }
    assertEquals("E125 E106 E106 E124 E106 E106 E106 E106 ", codes);
  }

  @ParameterizedTest
  @EnumSource(value = FileFormat.class, names = {"NPY", "NPZ", "MAT", "MATRIX_MARKET", "CSV"})
  void pythonReadsWhatWeWrite(FileFormat format) throws IOException, InterruptedException, InputException {
    int[] row = {0, 0, 1, 1, 2, 2};
    int[] column = {1, 2, 0, 2, 1, 2};
    double[] value = {0.1, -1.0 / 3, Math.nextUp(1.0), 1e-299, 1e153, -7};
    Path file = folder.resolve("f." + format.option());
    List<String> names = format == FileFormat.CSV || format == FileFormat.NPY
        ? List.of()
        : List.of("a", "Zürich", "c");
    RawMatrix m = RawMatrix.of(3, 3, row, column, value, names, format);
    MatrixWriter.write(m, file, WriteOptions.DEFAULT);
    String read = switch (format) {
      case NPY -> "np.load(folder + 'f.npy')";
      case NPZ -> "sp.load_npz(folder + 'f.npz').toarray()";
      case MAT -> "sio.loadmat(folder + 'f.mat')['W'].toarray()";
      case MATRIX_MARKET -> "sio.mmread(folder + 'f.mtx').toarray()";
      default -> "np.loadtxt(folder + 'f.csv', delimiter=',')";
    };
    assertEquals("True",
        python("V = " + read + "\nprint(V.dtype == W.dtype and V.tobytes() == W.tobytes())").strip());
    if (format == FileFormat.NPZ) {
      assertEquals("['a', 'Zürich', 'c']",
          python("print(np.load(folder + 'f.npz')['labels'].tolist())").strip());
    }
    if (format == FileFormat.MAT) {
      assertEquals("['a', 'Zürich', 'c']",
          python("print([str(x[0]) for x in sio.loadmat(folder + 'f.mat')['labels'].ravel()])").strip());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "int16", "uint8", "float64"})
  void typesSurviveTheWayBack(String type) throws IOException, InterruptedException, InputException {
    python("""
        X = np.array([[0, 3], [5, 0]]).astype('%s')
        np.save(folder + 'a', X)
        np.savez(folder + 'b', X=X)
        sio.savemat(folder + 'c.mat', {'X': X})
        sp.save_npz(folder + 'd', sp.csc_matrix(X))
        """.formatted(type));
    for (String name : List.of("a.npy", "b.npz", "c.mat", "d.npz")) {
      RawMatrix m = MatrixReader.read(folder.resolve(name), ReadOptions.DEFAULT);
      MatrixWriter.write(m, folder.resolve("out-" + name), WriteOptions.DEFAULT);
    }
    String out = python(
        """
            f = folder + 'out-'
            print(np.load(f + 'a.npy').dtype, np.load(f + 'b.npz')['X'].dtype, sio.loadmat(f + 'c.mat')['X'].dtype,
                  sp.load_npz(f + 'd.npz').dtype, sp.load_npz(f + 'd.npz').format, np.load(f + 'b.npz')['X'].tolist() == [[0, 3], [5, 0]])
            """);
    assertEquals(String.join(" ", type, type, type, type, "csc", "True"), out.strip());
  }

  /** A machine in both kinds of file: the lines of docs/boltzmann-data.md, and np.load. */
  @Test
  void pythonReadsMachines() throws IOException, InterruptedException, InputException {
    Machine machine = Machine.of(new Mask[]{Mask.windows(2, 2, 0)},
        new float[][]{new float[]{0.1f, 0, 0, 0, 0, -2, 0,
            0, 0, 0, 3, 0, 0, 0, 0, 1e-30f}},
        new float[][]{{0, 1, 2, 3}, {4, 5, 6, 7}});
    MachineFile.write(machine, folder.resolve("m.safetensors"), Existing.REFUSE);
    MachineFile.write(machine, folder.resolve("m.npz"), Existing.REFUSE);
    String out = python("""
        import json
        raw = open(folder + "m.safetensors", "rb").read()
        n = int.from_bytes(raw[:8], "little")
        head = json.loads(raw[8:8 + n])
        def take(name, kind):
            begin, end = head[name]["data_offsets"]
            return np.frombuffer(raw[8 + n + begin:8 + n + end], kind).reshape(head[name]["shape"])
        z = np.load(folder + "m.npz")
        for kind, name in (("<f4", "weights.0"), ("|b1", "mask.0"), ("<f4", "biases.0"), ("<f4", "biases.1")):
            assert (take(name, kind) == z[name]).all() and z[name].dtype == np.dtype(kind), name
        assert (z["mask.0"] == np.eye(4)).all()
        W = np.zeros((4, 4), np.float32)
        W[range(4), range(4)] = [0.1, -2, 3, 1e-30]
        assert (take("weights.0", "<f4") == W).all()
        print(head["__metadata__"]["schema"], json.loads(z["metadata.json"])["schema"])
        """);
    assertEquals("secateur/machine/1 secateur/machine/1", out.strip());
  }
}
