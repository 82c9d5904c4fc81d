package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes that the data's own descriptions state. */
final class SharedDataTest {

  @ParameterizedTest
  @CsvSource({"celegans-cook2019/chemical_neurons.mtx, 300, 3707, NONE, UNSTATED",
      "celegans-cook2019/gap_neurons.mtx, 300, 1101, SYMMETRIC, UNSTATED",
      "drosophila-larva/adjacency.mtx, 3013, 111243, NONE, UNSTATED",
      "drosophila-mushroom-body/left.mtx, 209, 7425, NONE, UNSTATED",
      "marmoset-cortex/flne_injected.mtx, 55, 1861, NONE, UNSTATED",
      "mouse-dmri/b6_mean.mtx, 332, 47730, SYMMETRIC, UNSTATED",
      "graphs/power.mtx, 4941, 6594, SYMMETRIC, UNSTATED",
      "graphs/astro-ph.mtx, 16706, 121251, SYMMETRIC, UNSTATED",
      "graphs/copter2.mtx, 55476, 352238, SYMMETRIC, UNSTATED",
      "trained-rnn/perceptual-discrimination/W_rec.npy, 50, 2500, NONE, UNSTATED",
      "trained-rnn/perceptual-discrimination/W_rec.csv, 50, 2500, NONE, UNSTATED",
      "trained-rnn/flipflop-3bit/W_rec.npy, 8, 64, NONE, UNSTATED"})
  void readsAsManyEntriesAsAreDescribed(String file, int nodes, int entries, Symmetry symmetry,
      Direction direction) throws InputException {
    RawMatrix m = MatrixReader.read(SharedData.file(file), ReadOptions.DEFAULT);
    assertEquals(nodes, m.rows());
    assertEquals(nodes, m.columns());
    assertEquals(entries, m.count());
    assertEquals(symmetry, m.symmetry());
    assertEquals(direction, m.direction());
  }

  @ParameterizedTest
  @CsvSource({"marmoset-cortex/flne.csv, 116, 3486, DIRECTED",
      "drosophila-larva/edges.csv, 3013, 111243, DIRECTED"})
  void readsEdgeLists(String file, int mostNodes, int entries, Direction direction) throws InputException {
    RawMatrix m = MatrixReader.read(SharedData.file(file), ReadOptions.DEFAULT);
    assertEquals(entries, m.count());
    assertEquals(direction, m.direction());
    assertEquals(m.labels().size(), m.rows());
    assertEquals(true, m.rows() <= mostNodes);
  }

  /** Two files of the same network: the ids of the list are the 0-based indices of the matrix. */
  @ParameterizedTest
  @CsvSource("drosophila-larva/edges.csv, drosophila-larva/adjacency.mtx, 3013")
  void edgeListAndMatrixAgree(String edges, String matrix, int nodes) throws InputException {
    RawMatrix a = MatrixReader.read(SharedData.file(edges),
        ReadOptions.DEFAULT.withNodes(nodes).withIndexBase(0));
    RawMatrix b = MatrixReader.read(SharedData.file(matrix), ReadOptions.DEFAULT);
    assertEquals(b.count(), a.count());
    for (int k = 0; k < a.count(); k++) {
      assertEquals(b.row(k), a.row(k));
      assertEquals(b.column(k), a.column(k));
      assertEquals(b.value(k), a.value(k));
    }
  }
}
