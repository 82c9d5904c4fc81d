package org.secateur.io.picture;

import java.util.Arrays;
import org.secateur.boltzmann.Machine;
import org.secateur.io.Sheet;

/** What the units of a hidden layer respond to, as sheets of visible units. */
public final class ReceptiveFields {
  private ReceptiveFields() {
  }

  /**
   * The weights from the visible units to units of a layer: those of the synapses for layer 1, sums over all paths of the
   * products along them for a higher layer (Lee, Ekanadham and Ng, NIPS 2007). NaN where no path leads.
   *
   * @param layer from 1
   * @param units which units of it, in order
   * @return a new array (units.length)(visible)
   */
  public static float[][] of(Machine machine, int layer, int[] units) {
    int visible = machine.units(0);
    float[] linear = machine.weights(0);
    boolean[] connected = connected(machine, 0);
    for (int l = 1; l < layer; l++) {
      int middle = machine.units(l);
      int upper = machine.units(l + 1);
      float[] above = machine.weights(l);
      boolean[] path = connected(machine, l);
      float[] product = new float[visible * upper];
      boolean[] reached = new boolean[visible * upper];
      for (int i = 0; i < visible; i++) {
        for (int k = 0; k < middle; k++) {
          for (int j = 0; connected[i * middle + k] && j < upper; j++) {
            product[i * upper + j] += linear[i * middle + k] * above[k * upper + j];
            reached[i * upper + j] |= path[k * upper + j];
          }
        }
      }
      linear = product;
      connected = reached;
    }
    int all = machine.units(layer);
    float[][] fields = new float[units.length][visible];
    for (int u = 0; u < units.length; u++) {
      for (int i = 0; i < visible; i++) {
        int at = i * all + units[u];
        fields[u][i] = connected[at] ? linear[at] : Float.NaN;
      }
    }
    return fields;
  }

  private static boolean[] connected(Machine machine, int l) {
    boolean[] bits = new boolean[machine.units(l) * machine.units(l + 1)];
    machine.mask(l).toBits().stream().forEach(at -> bits[at] = true);
    return bits;
  }

  /**
   * Numbers of a disc of pixels, such as 13 within a radius of 2.1, on the smallest sheet around it; NaN in the corners.
   *
   * @param values (n)(pixels of the disc), row after row
   * @param places where each pixel is on the sheet: see {@link org.secateur.io.Patch#places}
   * @return a new array (n)(sheet.size())
   */
  public static float[][] onSheet(float[][] values, int[] places, Sheet sheet) {
    float[][] out = new float[values.length][sheet.size()];
    for (int n = 0; n < values.length; n++) {
      Arrays.fill(out[n], Float.NaN);
      for (int k = 0; k < places.length; k++) {
        out[n][places[k]] = values[n][k];
      }
    }
    return out;
  }
}
