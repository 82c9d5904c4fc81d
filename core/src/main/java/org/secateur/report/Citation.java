package org.secateur.report;

import java.util.List;

/**
 * A work to be cited.
 *
 * @param key short name
 * @param text how to print it
 * @param bibtex its BibTeX entry
 */
public record Citation(String key, String text, String bibtex) {
  /** Noise-driven pruning. */
  public static final Citation MOORE = new Citation("moore2020",
      "Moore E., Chaudhuri R. (2020). Using noise to probe recurrent neural network structure and prune synapses."
          + " Advances in Neural Information Processing Systems 33. arXiv:2011.07334",
      """
          @inproceedings{moore2020noise,
            author    = {Moore, Eli and Chaudhuri, Rishidev},
            title     = {Using noise to probe recurrent neural network structure and prune synapses},
            booktitle = {Advances in Neural Information Processing Systems},
            volume    = {33},
            year      = {2020},
            eprint    = {2011.07334},
            eprinttype = {arXiv}
          }""");

  /** Sparsification by effective resistances. */
  public static final Citation SPIELMAN = new Citation("spielman2011",
      "Spielman D.A., Srivastava N. (2011). Graph sparsification by effective resistances. SIAM Journal on Computing 40,"
          + " 1913-1926.",
      """
          @article{spielman2011graph,
            author  = {Spielman, Daniel A. and Srivastava, Nikhil},
            title   = {Graph sparsification by effective resistances},
            journal = {SIAM Journal on Computing},
            volume  = {40},
            number  = {6},
            pages   = {1913--1926},
            year    = {2011}
          }""");

  /** Pruning by Fisher information. */
  public static final Citation SCHOLL = new Citation("scholl2021",
      "Scholl C., Rule M.E., Hennig M.H. (2021). The information theory of developmental pruning: Optimizing global network"
          + " architectures using local synaptic rules. PLOS Computational Biology 17(10), e1009458.",
      """
          @article{scholl2021information,
            author  = {Scholl, Carolin and Rule, Michael E. and Hennig, Matthias H.},
            title   = {The information theory of developmental pruning: Optimizing global network architectures using
                       local synaptic rules},
            journal = {PLOS Computational Biology},
            volume  = {17},
            number  = {10},
            pages   = {e1009458},
            year    = {2021}
          }""");

  /** This program. */
  public static Citation software(String version) {
    return new Citation("secateur",
        "Secateur " + version + ": prune networks by local, activity-driven rules, and prove what"
            + " survived (software, Apache-2.0).",
        """
            @software{secateur,
              title   = {Secateur: prune networks by local, activity-driven rules, and prove what survived},
              version = {%s},
              license = {Apache-2.0}
            }""".formatted(version));
  }

  /** What a pruning of a network rests on: the program, and the paper behind the rule if there is one. */
  public static List<Citation> ofRule(String rule, String version) {
    return switch (rule) {
      case "resistance" -> List.of(software(version), SPIELMAN);
      case "weight", "uniform", "top" -> List.of(software(version));
      default -> List.of(software(version), MOORE);
    };
  }
}
