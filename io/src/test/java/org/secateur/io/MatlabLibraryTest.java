package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sparse;

/** An independent implementation of the format as oracle. */
final class MatlabLibraryTest {
  @TempDir
  Path folder;

  @Test
  void readsWhatTheLibraryWrites() throws IOException, InputException {
    Matrix w = Mat5.newMatrix(2, 2);
    w.setDouble(0, 1, 0.1);
    w.setDouble(1, 0, -1.0 / 3);
    Matrix counts = Mat5.newMatrix(2, 2, MatlabType.Int16);
    counts.setInt(0, 1, -300);
    Path file = folder.resolve("W.mat");
    try (Mat5File mat = Mat5.newMatFile()) {
      mat.addArray("W", w).addArray("counts", counts).addArray("s", Mat5.newStruct());
      Mat5.writeToFile(mat, file.toFile());
    }
    InputException e = Bytes.refusal(file, ReadOptions.DEFAULT);
    assertEquals("E103", e.code());
    assertTrue(e.message().contains("W (2x2), counts (2x2), s (1x1)"), e.message());
    RawMatrix m = MatrixReader.read(file + "::W", ReadOptions.DEFAULT);
    assertEquals(0.1, m.value(m.find(0, 1)));
    assertEquals(-1.0 / 3, m.value(m.find(1, 0)));
    RawMatrix c = MatrixReader.read(file + "::counts", ReadOptions.DEFAULT);
    assertEquals(-300, c.value(0));
    assertEquals(ElementType.INT16, c.elementType());
    assertEquals("E106", Bytes.refusal(file + "::s").code());
  }

  @Test
  void theLibraryReadsWhatWeWrite() throws IOException, InputException {
    int[] row = {0, 2};
    int[] column = {1, 0};
    double[] value = {0.1, -1e153};
    Path sparse = folder.resolve("sparse.mat");
    MatrixWriter.write(RawMatrix.of(3, 3, row, column, value, List.of("a", "bb", "ccc"), FileFormat.MAT),
        sparse,
        WriteOptions.DEFAULT);
    try (Mat5File mat = Mat5.readFromFile(sparse.toFile())) {
      Sparse w = mat.getSparse("W");
      assertEquals(2, w.getNumNonZero());
      assertEquals(0.1, w.getDouble(0, 1));
      assertEquals(-1e153, w.getDouble(2, 0));
      assertEquals("bb", mat.getCell("labels").getChar(1).getString());
    }
    Path dense = folder.resolve("dense.mat");
    MatrixWriter.write(RawMatrix.of(3, 3, row, column, value, List.of(), FileFormat.NPY), dense,
        WriteOptions.DEFAULT);
    try (Mat5File mat = Mat5.readFromFile(dense.toFile())) {
      assertEquals(-1e153, mat.getMatrix("W").getDouble(2, 0));
    }
  }
}
