package org.secateur.sparse;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What one thread needs to work on one front after the other. Mutable. */
final class Workspace {
  /** (n): which row of the present front a row of the matrix is, for those that are in it. */
  final int[] local;
  private int[] place = new int[64];
  private final double[][] scratch = {{}, {}, {}, {}, {}};

  private Workspace(int n) {
    local = new int[n];
  }

  /** At least so many doubles of any content, the same array at every call with the same number. */
  double[] scratch(int which, long length) {
    if (scratch[which].length < length) {
      long spare = Math.min(length / 2, 1 << 20); // sizes grow in small steps
      scratch[which] = new double[Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, length + spare))];
    }
    return scratch[which];
  }

  /** Sets {@link #local} for the rows of supernode s. */
  void enter(SymbolicCholesky pattern, int s) {
    Supernodes supernodes = pattern.supernodes();
    int k = 0;
    for (int j = supernodes.first[s]; j < supernodes.first[s + 1]; j++) {
      local[j] = k++;
    }
    int[] row = pattern.row();
    for (int q = pattern.rowStart()[s]; q < pattern.rowStart()[s + 1]; q++) {
      local[row[q]] = k++;
    }
  }

  /** Which rows of the present front are those below child c's columns: the first r entries count. */
  int[] place(SymbolicCholesky pattern, int c) {
    int from = pattern.rowStart()[c];
    int r = pattern.rowStart()[c + 1] - from;
    if (place.length < r) {
      place = new int[Math.max(r, 2 * place.length)];
    }
    int[] row = pattern.row();
    for (int q = 0; q < r; q++) {
      place[q] = local[row[from + q]];
    }
    return place;
  }

  /** Workspaces that are handed from task to task: as many as there are threads at work. */
  static final class Pool {
    private final int n;
    private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();

    Pool(int n) {
      this.n = n;
    }

    void use(Consumer<Workspace> task) {
      Workspace found = idle.poll();
      Workspace workspace = found != null ? found : new Workspace(n);
      task.accept(workspace);
      idle.add(workspace);
    }
  }
}
