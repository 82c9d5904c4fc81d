package org.secateur.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {
  private final Matrix a = Matrix.fromRowMajor(new double[]{1, 2, 3}, new double[]{4, 5, 6});

  @Test
  void entriesStandWhereTheyWerePut() {
    assertThat(a.rows()).isEqualTo(2);
    assertThat(a.columns()).isEqualTo(3);
    assertThat(a.get(1, 0)).isEqualTo(4);
    assertThat(a.row(1)).containsExactly(4, 5, 6);
    assertThat(a.column(2)).containsExactly(3, 6);
    assertThat(a.toRowMajor()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(a.toColumnMajor()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(Matrix.fromColumnMajor(2, 3, a.toColumnMajor()).toRowMajor()).isEqualTo(a.toRowMajor());
    assertThat(Matrix.fromRowMajor(2, 3, a.toRowMajor()).toRowMajor()).isEqualTo(a.toRowMajor());
    assertThat(a).hasToString("2×3 [[1.0, 2.0, 3.0]; [4.0, 5.0, 6.0]]");
  }

  @Test
  void copiesShareNothing() {
    Matrix copy = a.copy();
    Matrix part = a.columns(1, 3);
    a.set(0, 1, -9);
    assertThat(copy.get(0, 1)).isEqualTo(2);
    assertThat(part.toRowMajor()).containsExactly(2, 3, 5, 6);
    copy.assign(a);
    assertThat(copy.get(0, 1)).isEqualTo(-9);
  }

  @Test
  void rowsColumnsAndTheDiagonalCanBeReplaced() {
    a.setColumn(1, new double[]{7, 8});
    a.setRow(0, new double[]{0, 0, 9});
    a.addToDiagonal(1);
    a.addToDiagonal(new double[]{10, 20});
    a.add(1, 2, 0.5);
    assertThat(a.toRowMajor()).containsExactly(11, 0, 9, 4, 29, 6.5);
    assertThat(a.diagonal()).containsExactly(11, 29);
    assertThat(a.trace()).isEqualTo(40);
  }

  @Test
  void sumsAndProducts() {
    Matrix b = a.copy();
    b.scale(2);
    b.addScaled(-1, a);
    assertThat(b.toRowMajor()).isEqualTo(a.toRowMajor());
    assertThat(a.times(new double[]{1, 0, -1})).containsExactly(-2, -2);
  }

  @Test
  void norms() {
    Matrix b = Matrix.fromRowMajor(new double[]{3, 0}, new double[]{0, -4});
    assertThat(b.frobeniusNorm()).isEqualTo(5);
    assertThat(b.oneNorm()).isEqualTo(4);
    assertThat(b.maxAbs()).isEqualTo(4);
    b.scale(0x1p1000);
    assertThat(b.frobeniusNorm()).isEqualTo(5 * 0x1p1000);
    b.set(0, 1, Double.NaN);
    assertThat(b.frobeniusNorm()).isNaN();
    assertThat(b.maxAbs()).isNaN();
  }

  /** Sizes on both sides of a tile and of two. */
  @ParameterizedTest
  @CsvSource({"0,0", "0,3", "1,1", "31,33", "32,32", "33,65", "100,7"})
  void theTransposeOfTheTransposeIsTheMatrix(int rows, int columns) {
    Matrix m = Families.random(rows, columns, 1);
    Matrix t = m.transpose();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertThat(t.get(j, i)).isEqualTo(m.get(i, j));
      }
    }
    assertThat(t.transpose().toRowMajor()).isEqualTo(m.toRowMajor());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 31, 32, 33, 65})
  void mirroringSymmetrizingAndClearing(int n) {
    Matrix m = Families.random(n, n, 2);
    assertThat(m.isSymmetric()).isEqualTo(n < 2);
    Matrix mirrored = m.copy();
    mirrored.mirrorLower();
    Matrix mean = m.copy();
    mean.symmetrize();
    Matrix lower = m.copy();
    lower.clearUpper();
    assertThat(mirrored.isSymmetric()).isTrue();
    assertThat(mean.isSymmetric()).isTrue();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        assertThat(mirrored.get(i, j)).isEqualTo(i >= j ? m.get(i, j) : m.get(j, i));
        assertThat(lower.get(i, j)).isEqualTo(i >= j ? m.get(i, j) : 0);
        assertThat(mean.get(i, j)).isEqualTo(m.get(i, j) / 2 + m.get(j, i) / 2);
      }
    }
  }

  @Test
  void oneDifferentEntryIsNotSymmetricAndOneNanIsNotFinite() {
    Matrix m = Matrix.identity(70);
    assertThat(m.isSymmetric()).isTrue();
    assertThat(m.isFinite()).isTrue();
    m.set(69, 3, Double.MIN_VALUE);
    assertThat(m.isSymmetric()).isFalse();
    m.set(69, 3, Double.NEGATIVE_INFINITY);
    assertThat(m.isFinite()).isFalse();
    m.set(69, 3, 0);
    m.set(40, 40, Double.NaN);
    assertThat(m.isFinite()).isFalse();
    assertThat(m.isSymmetric()).isFalse();
  }

  @Test
  void wrongIndicesAndShapesAreRefused() {
    assertThatThrownBy(() -> a.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> a.get(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> a.set(0, 3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> a.columns(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> a.copyColumn(0, new double[3])).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the array must have length 2, was 3");
    assertThatThrownBy(a::mirrorLower).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the matrix must be square, was 2×3");
    assertThatThrownBy(() -> a.addScaled(1, Matrix.zeros(3, 2))).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the matrix must be 2×3, was 3×2");
    assertThatThrownBy(() -> Matrix.fromRowMajor(new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Matrix.zeros(-1, 2)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a matrix cannot be -1×2");
  }
}
