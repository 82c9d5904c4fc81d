package org.secateur.cli;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.dynamics.LeakRule;
import org.secateur.io.Declaration;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.InputException;
import org.secateur.io.RecurrentLayer;

/**
 * What prunes itself: a network as it was declared, or the recurrent layer of a trained one as a linear network.
 *
 * @param trained the network that the layer is of
 */
record OnlineSubject(DeclaredNetwork declared, Optional<RecurrentLayer> trained) {
  /** The slack that a trained layer gets where no leak is given: few are stable with their own. */
  private static final LeakRule STABLE = new LeakRule.Dominant(0.01);

  static OnlineSubject read(String file, Optional<String> tensor, MeaningOptions meaning,
      NetworkLoader loader)
      throws InputException {
    Optional<RecurrentLayer> trained = RecurrentLayer.read(file, tensor);
    if (trained.isEmpty()) {
      if (tensor.isPresent()) {
        throw Failure.of(ExitCode.USAGE, "E172", "--tensor is for trained networks with several layers",
            file + "::" + tensor.get());
      }
      return new OnlineSubject(loader.load(file), trained);
    }
    if (contradicts(meaning.kind, "network") || contradicts(meaning.orientation, "post-rows")
        || meaning.symmetrize != null || !meaning.component.equals("all")) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "a trained network says itself what its weights are: --kind network, --orientation post-rows, all of them",
          "leave --kind, --orientation, --symmetrize and --component out");
    }
    Declaration declared = meaning.toDeclaration(trained.get().matrix());
    return new OnlineSubject(
        trained.get().declare(declared.leak().isPresent() ? declared : declared.withLeak(STABLE)), trained);
  }

  private static boolean contradicts(@Nullable String given, String known) {
    return given != null && !given.equals(known);
  }
}
