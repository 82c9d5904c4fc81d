package org.secateur.report.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.secateur.network.Network;
import org.secateur.rnn.online.Decision;
import org.secateur.rnn.online.History;

/**
 * The moments at which a network is drawn: its beginning, its end, and between them so that equally many synapses decide from
 * one to the next. Windows double, so that moments at equal distances would show nothing but the end.
 */
final class Moments {
  private static final int COUNT = 9;

  private final History history;
  private final double[] times; // in leak times, ascending
  private final List<History.Frame> frames;

  private Moments(History history, double[] times) {
    this.history = history;
    this.times = times;
    this.frames = history.frames(times);
  }

  static Moments of(History history) {
    List<Decision> decisions = history.decisions();
    int last = decisions.size() - 1;
    DoubleStream between = last < 0
        ? DoubleStream.empty()
        : IntStream.rangeClosed(1, COUNT - 2)
            .mapToDouble(k -> decisions.get((int) ((long) last * k / (COUNT - 1))).leakTimes());
    double[] times = DoubleStream.concat(DoubleStream.concat(DoubleStream.of(0), between),
        DoubleStream.of(history.leakTimes())).distinct().sorted().toArray();
    return new Moments(history, times);
  }

  int count() {
    return times.length;
  }

  /** When the k-th is, in leak times. */
  double time(int k) {
    return times[k];
  }

  History.Frame frame(int k) {
    return frames.get(k);
  }

  Network network(int k) {
    return history.at(times[k]);
  }

  /** What each edge's weight has been multiplied by until the k-th; 0 where it is gone. */
  double[] amplifications(int k) {
    return history.amplifications(times[k]);
  }

  /** The moments, and others at equal ratios from the first decision on: what curves over time are drawn from. */
  double[] fine(int count) {
    List<Decision> decisions = history.decisions();
    double first = decisions.isEmpty() ? history.leakTimes() / 2 : decisions.get(0).leakTimes();
    double ratio = Math.log(history.leakTimes() / first);
    List<Double> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      all.add(first * Math.exp(ratio * k / (count - 1)));
    }
    Arrays.stream(times).filter(t -> t >= first).forEach(all::add);
    return all.stream().mapToDouble(Double::doubleValue).distinct().sorted().toArray();
  }
}
