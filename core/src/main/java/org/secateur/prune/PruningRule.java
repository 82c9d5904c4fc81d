package org.secateur.prune;

/**
 * How much a synapse is worth keeping: a non-negative score, on the rule's own scale. A laboratory adds its own rule by
 * implementing this and gets plan, certificate and baselines for nothing.
 */
public interface PruningRule {

  /** The rule's name on the command line and in files. */
  String name();

  /** What must be known of the neurons before a synapse can be scored. */
  Evidence evidence();

  /** How scores become a choice. */
  default Selection selection() {
    return Selection.SAMPLED;
  }

  /** The score: finite and never negative. */
  double score(LocalView view);

  /** Where a rule's knowledge of the neurons comes from. */
  enum Evidence {
    /** Nothing but weights and leaks. */
    NONE,
    /** The covariance of the network's own noise-driven activity. */
    ACTIVITY,
    /** The pseudo-inverse of the graph's Laplacian: no dynamics, no leak. */
    LAPLACIAN
  }

  /** How scores become a choice. */
  enum Selection {
    /** Each synapse is kept with a probability proportional to its score, clipped at 1. */
    SAMPLED,
    /** The highest scores are kept, ties by position. */
    LARGEST
  }

  /**
   * |w| (C_ii + C_jj − 2 sgn(w) C_ij), in Hz²/s.
   *
   * <p>For symmetric, diagonally dominant M it is σ²/2 times the leverage |w| bᵀM⁻¹b of the synapse.
   *
   * <p>Moore and Chaudhuri, "Using noise to probe recurrent neural network structure and prune synapses", NeurIPS 2020.
   */
  record NoiseDriven() implements PruningRule {
    @Override
    public String name() {
      return "noise";
    }

    @Override
    public Evidence evidence() {
      return Evidence.ACTIVITY;
    }

    @Override
    public double score(LocalView v) {
      return Math.abs(v.weight()) * v.differenceVariance();
    }
  }

  /**
   * The leverage score w R of an edge, R its effective resistance, dimensionless and at most 1. For non-negative weights.
   *
   * <p>Spielman and Srivastava, "Graph sparsification by effective resistances", SIAM J. Comput. 40 (2011).
   */
  record EffectiveResistance() implements PruningRule {
    @Override
    public String name() {
      return "resistance";
    }

    @Override
    public Evidence evidence() {
      return Evidence.LAPLACIAN;
    }

    @Override
    public double score(LocalView v) {
      return Math.abs(v.weight()) * v.differenceVariance();
    }
  }

  /** |w|: the control of Moore and Chaudhuri (2020). */
  record ByWeight() implements PruningRule {
    @Override
    public String name() {
      return "weight";
    }

    @Override
    public Evidence evidence() {
      return Evidence.NONE;
    }

    @Override
    public double score(LocalView v) {
      return Math.abs(v.weight());
    }
  }

  /** The same score for every synapse. */
  record Uniform() implements PruningRule {
    @Override
    public String name() {
      return "uniform";
    }

    @Override
    public Evidence evidence() {
      return Evidence.NONE;
    }

    @Override
    public double score(LocalView v) {
      return 1;
    }
  }

  /** The largest |w|, chosen without chance and left as they are. */
  record LargestWeights() implements PruningRule {
    @Override
    public String name() {
      return "top";
    }

    @Override
    public Evidence evidence() {
      return Evidence.NONE;
    }

    @Override
    public Selection selection() {
      return Selection.LARGEST;
    }

    @Override
    public double score(LocalView v) {
      return Math.abs(v.weight());
    }
  }

  /**
   * |w| (1/M_ii + 1/M_jj): what is left of the noise-driven score when the covariance between neurons is thrown away
   * and each variance is that of a neuron alone. The control that shows whether covariance did anything.
   */
  record ByDegree() implements PruningRule {
    @Override
    public String name() {
      return "degree";
    }

    @Override
    public Evidence evidence() {
      return Evidence.NONE;
    }

    @Override
    public double score(LocalView v) {
      return Math.abs(v.weight()) * (1 / v.restoringPost() + 1 / v.restoringPre());
    }
  }
}
