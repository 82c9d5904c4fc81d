package org.secateur.rnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.secateur.kernel.TrainingKernel;
import org.secateur.network.Require;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.Trials;
import org.secateur.rnn.task.Task;

/**
 * Training on a task by backpropagation through time (Werbos, Proceedings of the IEEE 1990) on fresh trials, of which the
 * network that did best at a validation is kept. All weights and biases learn, the initial voltages do not.
 *
 * <p>The trials of a batch are cut into chunks of {@value #CHUNK}, one thread each, whose gradients are added in order.
 *
 * @param task what is learnt
 * @param connectivity which recurrent weights there are
 * @param settings how
 * @param seed what trials are drawn from
 */
public record Training(Task task, Connectivity connectivity, TrainingSettings settings, Seed seed) {
  /** Trials that one thread takes through time. */
  public static final int CHUNK = 64;
  private static final String TRAINING = "training trials";
  private static final String VALIDATION = "validation trials";

  /**
   * Trains a network from beginning to end.
   *
   * @param start the network to begin with; recurrent weights that are not in the connectivity are dropped
   * @param listener told of each update; may throw to stop
   * @throws ArithmeticException if the loss becomes infinite or NaN
   */
  public Trained train(RateNetwork start, TrainingListener listener) {
    TrainingState end = advance(start(start), settings.updates(), listener);
    return new Trained(end.best(), end.bestValidation(), end.history());
  }

  /** Where training begins: no update made, one validation. */
  public TrainingState start(RateNetwork start) {
    requireShape(start);
    float[] recurrent = start.recurrent();
    connectivity.clear(recurrent);
    RateNetwork first = start.withRecurrent(recurrent);
    List<float[]> moments = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      moments.addAll(List.of(Parameters.zeros(first).arrays()));
    }
    Validation before = new Run(first).validation(0, Double.NaN);
    return new TrainingState(first, first, moments, 0, 0, 0, List.of(before));
  }

  /** Whether all updates have been made. */
  public boolean isFinished(TrainingState state) {
    return state.updates() >= settings.updates();
  }

  /**
   * Some more updates. Where training was stopped in between does not show in what it comes to.
   *
   * @param count most updates to make, at least 0; the training ends before if all are made
   * @param listener told of each update; may throw to stop
   * @throws ArithmeticException if the loss becomes infinite or NaN
   */
  public TrainingState advance(TrainingState from, int count, TrainingListener listener) {
    requireShape(from.network());
    int to = Math.min(settings.updates(), from.updates() + Require.atLeast(count, 0, "count"));
    return new Run(from.network()).advance(from, to, listener);
  }

  private void requireShape(RateNetwork network) {
    Require.length(network.units(), connectivity.units(), "the network's units");
    Require.length(network.inputs(), task.inputs(), "the network's inputs");
    Require.length(network.outputs(), task.outputs(), "the network's outputs");
  }

  /** The working memory of a training. Mutable. */
  private final class Run {
    private final RateNetwork shape;
    private final Parameters parameters;
    private final Unrolled[] unrolled;
    private final Parameters[] gradients;

    Run(RateNetwork start) {
      this.shape = start;
      this.parameters = Parameters.of(start);
      int chunks = (settings.batch() + CHUNK - 1) / CHUNK;
      this.unrolled = new Unrolled[chunks];
      this.gradients = new Parameters[chunks];
      for (int c = 0; c < chunks; c++) {
        unrolled[c] = new Unrolled(start, Math.min(CHUNK, settings.batch() - c * CHUNK), task.steps());
        gradients[c] = Parameters.zeros(start);
      }
    }

    TrainingState advance(TrainingState from, int to, TrainingListener listener) {
      Adam adam = new Adam(parameters, settings.clip(), from.moments(), from.steps());
      List<Validation> history = new ArrayList<>(from.history());
      Validation best = from.bestValidation();
      RateNetwork bestNetwork = from.best();
      double sum = from.lossSum();
      for (int k = from.updates(); k < to; k++) {
        double loss = update(k, adam);
        requireFinite(loss, k);
        sum += loss;
        int since = k + 1 - history.getLast().update();
        if ((k + 1) % settings.validateEvery() == 0 || k + 1 == settings.updates()) {
          Validation now = validation(k + 1, sum / since);
          history.add(now);
          if (now.beats(best)) {
            best = now;
            bestNetwork = network(k);
          }
          sum = 0;
        }
        listener.updated(k + 1, settings.updates(), loss);
      }
      return new TrainingState(network(to - 1), bestNetwork, adam.moments(), adam.steps(), to, sum, history);
    }

    /** The network as it is after an update. */
    private RateNetwork network(int k) {
      for (float[] part : parameters.arrays()) {
        for (float x : part) {
          requireFinite(x, k);
        }
      }
      return parameters.into(shape);
    }

    private double update(int k, Adam adam) {
      Trials batch = task.trials(seed, TRAINING, (long) k * settings.batch(), settings.batch());
      Asked asked = Asked.of(batch, task.outputs());
      if (asked.total() == 0) {
        return 0;
      }
      Asked.Score[] scores = new Asked.Score[unrolled.length];
      IntStream.range(0, unrolled.length).parallel().forEach(c -> {
        unrolled[c].forward(parameters, batch, c * CHUNK, asked);
        scores[c] = unrolled[c].judge(batch, c * CHUNK, asked);
        unrolled[c].backward(parameters, asked, gradients[c]);
      });
      double loss = 0;
      for (int c = 0; c < scores.length; c++) {
        loss += scores[c].loss;
        if (c > 0) {
          float[][] more = gradients[c].arrays();
          float[][] sum = gradients[0].arrays();
          for (int a = 0; a < sum.length; a++) {
            TrainingKernel.add(more[a], more[a].length, sum[a]);
          }
        }
      }
      connectivity.clear(gradients[0].recurrent);
      adam.update(gradients[0], settings.rate(k));
      return loss / asked.total();
    }

    Validation validation(int update, double trainingLoss) {
      Asked.Score score = new Asked.Score();
      double total = 0;
      for (int from = 0; from < settings.validationTrials(); from += settings.batch()) {
        total += judge(from, score);
      }
      return new Validation(update, trainingLoss, score.loss / total, score.right / score.counted);
    }

    /** Judges the next trials, as many as there are in a batch. */
    private double judge(int from, Asked.Score score) {
      int count = Math.min(settings.batch(), settings.validationTrials() - from);
      Trials batch = task.trials(seed, VALIDATION, from, count);
      Asked asked = Asked.of(batch, task.outputs());
      int chunks = (count + CHUNK - 1) / CHUNK;
      Asked.Score[] scores = new Asked.Score[chunks];
      IntStream.range(0, chunks).parallel().forEach(c -> {
        int trials = Math.min(CHUNK, count - c * CHUNK);
        Unrolled room = unrolled[c].holds(trials) ? unrolled[c] : new Unrolled(shape, trials, task.steps());
        room.forward(parameters, batch, c * CHUNK, asked);
        scores[c] = room.judge(batch, c * CHUNK, asked);
      });
      for (Asked.Score s : scores) {
        score.add(s);
      }
      return asked.total();
    }

    private void requireFinite(double value, int k) {
      if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
        throw new ArithmeticException("training diverged at update " + (k + 1) + " of " + settings.updates()
            + ", the loss or a weight is " + value + "; use a lower learning rate");
      }
    }
  }
}
