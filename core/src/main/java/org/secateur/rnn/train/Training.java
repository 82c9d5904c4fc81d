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
    Require.length(start.units(), connectivity.units(), "the network's units");
    Require.length(start.inputs(), task.inputs(), "the network's inputs");
    Require.length(start.outputs(), task.outputs(), "the network's outputs");
    float[] recurrent = start.recurrent();
    connectivity.clear(recurrent);
    return new Run(start.withRecurrent(recurrent), listener).finish();
  }

  /** The working memory of a training. Mutable. */
  private final class Run {
    private final RateNetwork shape;
    private final TrainingListener listener;
    private final Parameters parameters;
    private final Adam adam;
    private final Unrolled[] unrolled;
    private final Parameters[] gradients;
    private final List<Checkpoint> history = new ArrayList<>();
    private RateNetwork bestNetwork;
    private Checkpoint best;

    Run(RateNetwork start, TrainingListener listener) {
      this.shape = start;
      this.listener = listener;
      this.parameters = Parameters.of(start);
      this.adam = new Adam(parameters, settings.clip());
      int chunks = (settings.batch() + CHUNK - 1) / CHUNK;
      this.unrolled = new Unrolled[chunks];
      this.gradients = new Parameters[chunks];
      for (int c = 0; c < chunks; c++) {
        unrolled[c] = new Unrolled(start, Math.min(CHUNK, settings.batch() - c * CHUNK), task.steps());
        gradients[c] = Parameters.zeros(start);
      }
      this.bestNetwork = start;
      this.best = validation(0, Double.NaN);
      keep(best, start);
    }

    Trained finish() {
      double sum = 0;
      int since = 0;
      for (int k = 0; k < settings.updates(); k++) {
        double loss = update(k);
        requireFinite(loss, k);
        listener.updated(k + 1, settings.updates(), loss);
        sum += loss;
        since++;
        if ((k + 1) % settings.validateEvery() == 0 || k + 1 == settings.updates()) {
          validate(k + 1, sum / since);
          sum = 0;
          since = 0;
        }
      }
      return new Trained(bestNetwork, best, history);
    }

    private double update(int k) {
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

    private void validate(int update, double trainingLoss) {
      Checkpoint now = validation(update, trainingLoss);
      RateNetwork network = parameters.into(shape);
      if (now.beats(best)) {
        best = now;
        bestNetwork = network;
      }
      keep(now, network);
    }

    private void keep(Checkpoint now, RateNetwork network) {
      history.add(now);
      listener.validated(now, network);
    }

    private Checkpoint validation(int update, double trainingLoss) {
      Asked.Score score = new Asked.Score();
      double total = 0;
      for (int from = 0; from < settings.validationTrials(); from += settings.batch()) {
        total += judge(from, score);
      }
      return new Checkpoint(update, trainingLoss, score.loss / total, score.right / score.counted);
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

    private void requireFinite(double loss, int k) {
      if (!(Math.abs(loss) < Double.POSITIVE_INFINITY)) {
        throw new ArithmeticException("training diverged at update " + (k + 1) + " of " + settings.updates()
            + ", the loss is " + loss + "; use a lower learning rate");
      }
    }
  }
}
