package org.secateur.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds recurrent layers among named arrays, by the names that frameworks give them. */
final class CellNames {
  private static final Pattern PYTORCH = Pattern.compile("(.*)weight_hh(_l\\d+(?:_reverse)?)?");
  private static final Pattern KERAS = Pattern.compile("(.*)recurrent_kernel(:0)?");
  private static final Pattern EARLY = Pattern.compile("(.*?)U");
  private static final Pattern PLAIN = Pattern.compile("(.*)(?:W_rec|w_rec|W_hh|Wrec)");
  private static final Pattern STACKED = Pattern.compile("(.*weight_hh_l)(\\d{1,4})");
  private static final String REVERSE = "_reverse";
  private static final int LSTM_GATES = 4;
  private static final int MOST_LISTED = 24;

  private final TensorFile arrays;
  private final Map<String, Tensor> tensors;
  private final String file;

  CellNames(TensorFile arrays, String file) {
    this.arrays = arrays;
    this.tensors = arrays.tensors();
    this.file = file;
  }

  /** The layer, if there is one or one was named. */
  CellLayout find(Optional<String> wanted) throws InputException {
    List<CellLayout> found = new ArrayList<>();
    for (String name : tensors.keySet()) {
      Optional<CellLayout> layout = layout(name);
      if (layout.isPresent() && (wanted.isEmpty() || wanted.get().equals(name))) {
        found.add(layout.get());
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw nothing(wanted);
    }
    String names = found.stream().map(CellLayout::recurrent).collect(Collectors.joining(", "));
    throw InputException
        .of("E231", Words.quote(file) + " holds " + found.size() + " recurrent layers: " + names + ".")
        .at(file).withHint("--tensor " + found.getFirst().recurrent());
  }

  private InputException nothing(Optional<String> wanted) {
    for (Map.Entry<String, Unread> e : arrays.unread().entrySet()) {
      if (wanted.map(e.getKey()::equals).orElse(isKnown(e.getKey()))) {
        return e.getValue().refusal();
      }
    }
    if (wanted.isPresent() && tensors.containsKey(wanted.get())) {
      return InputException
          .of("E230", Words.quote(wanted.get()) + " (" + tensors.get(wanted.get())
              + ") is no array of recurrent weights: they are H x H, or 3 H x H for gated units, under a name that"
              + " is known.")
          .at(file + "::" + wanted.get())
          .withHint("rename it to W_rec, and W_in, b_rec, W_out, b_out beside it");
    }
    return InputException
        .of("E230", Words.quote(file) + " holds no recurrent weights under a name that is known"
            + wanted.map(w -> ", nor " + Words.quote(w)).orElse("") + ". It holds " + inventory() + ".")
        .at(file)
        .withHint(
            "W_rec, W_in, b_rec, W_out, b_out (rows receive), PyTorch's weight_hh_l0 or Keras' recurrent_kernel");
  }

  private String inventory() {
    if (tensors.isEmpty()) {
      return "no arrays of numbers";
    }
    String list = tensors.entrySet().stream().limit(MOST_LISTED)
        .map(e -> e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining(", "));
    String others = arrays.unread().isEmpty()
        ? ""
        : ", and of no numbers " + String.join(", ", arrays.unread().keySet());
    return list + (tensors.size() > MOST_LISTED ? ", …" : "") + others;
  }

  private Optional<CellLayout> layout(String name) throws InputException {
    Matcher m = PYTORCH.matcher(name);
    if (m.matches()) {
      return pytorch(name, m.group(1), m.group(2) == null ? "" : m.group(2));
    }
    m = KERAS.matcher(name);
    if (m.matches()) {
      return keras(name, m.group(1), m.group(2) == null ? "" : m.group(2));
    }
    m = PLAIN.matcher(name);
    if (m.matches()) {
      return plain(name, m.group(1));
    }
    m = EARLY.matcher(name);
    return m.matches() ? early(name, m.group(1)) : Optional.empty();
  }

  private Optional<CellLayout> pytorch(String name, String prefix, String layer) throws InputException {
    int gates = gates(name, false);
    if (gates == 0) {
      return Optional.empty();
    }
    int h = shape(name)[1];
    Optional<String> readout = feedsAnother(prefix, layer, h)
        ? Optional.empty()
        : matrixNamed(".weight", h, false);
    return Optional.of(new CellLayout(CellLayout.Family.PYTORCH, name, false, gates, h,
        known(prefix + "weight_ih" + layer), present(prefix + "bias_ih" + layer, prefix + "bias_hh" + layer),
        readout,
        readout.flatMap(r -> known(r.substring(0, r.length() - "weight".length()) + "bias")),
        Optional.empty()));
  }

  /** Whether a layer's rates go on to another recurrent layer, or beside those of its twin that runs backwards. */
  private boolean feedsAnother(String prefix, String layer, int h) {
    if (layer.endsWith(REVERSE) || tensors.containsKey(prefix + "weight_hh" + layer + REVERSE)
        || above(prefix + "weight_hh" + layer).filter(tensors::containsKey).isPresent()) {
      return true;
    }
    return tensors.keySet().stream().anyMatch(n -> PYTORCH.matcher(n).matches()
        && !n.startsWith(prefix + "weight_hh") && columns(n.replace("weight_hh", "weight_ih")) == h);
  }

  private int rows(String name) {
    int[] shape = shape(name);
    return shape.length == 2 ? shape[0] : 0;
  }

  private int columns(String name) {
    int[] shape = shape(name);
    return shape.length == 2 ? shape[1] : 0;
  }

  private static Optional<String> above(String recurrent) {
    return neighbour(recurrent, 1);
  }

  /** The layer whose rates another one of the same stack takes in, by name: weight_hh_l0 for weight_hh_l1. */
  static Optional<String> below(String recurrent) {
    return neighbour(recurrent, -1);
  }

  private static Optional<String> neighbour(String recurrent, int step) {
    Matcher m = STACKED.matcher(recurrent);
    if (!m.matches() || Integer.parseInt(m.group(2)) + step < 0) {
      return Optional.empty();
    }
    return Optional.of(m.group(1) + (Integer.parseInt(m.group(2)) + step));
  }

  private Optional<CellLayout> keras(String name, String prefix, String ending) throws InputException {
    int gates = gates(name, true);
    if (gates == 0) {
      return Optional.empty();
    }
    int h = shape(name)[0];
    boolean last = tensors.keySet().stream()
        .noneMatch(n -> !n.equals(name) && KERAS.matcher(n).matches()
            && rows(n.replace("recurrent_kernel", "kernel")) == h);
    Optional<String> readout = matrixNamed("kernel" + ending, h, true)
        .filter(r -> last && !r.equals(prefix + "kernel" + ending));
    return Optional.of(new CellLayout(CellLayout.Family.KERAS, name, true, gates, h,
        known(prefix + "kernel" + ending), present(prefix + "bias" + ending), readout,
        readout.flatMap(
            r -> known(r.substring(0, r.length() - "kernel".length() - ending.length()) + "bias" + ending)),
        Optional.empty()));
  }

  private Optional<CellLayout> plain(String name, String prefix) throws InputException {
    if (gates(name, false) != 1) {
      throw wrongShape(name, "rate units ask for a square array");
    }
    return Optional.of(new CellLayout(CellLayout.Family.PLAIN, name, false, 1, shape(name)[1],
        first(prefix, "W_in", "w_in", "W_ih", "Win"),
        present(prefix + "b_rec", prefix + "b_in", prefix + "b_hh",
            prefix + "b_ih"),
        first(prefix, "W_out", "w_out", "Wout"), first(prefix, "b_out", "bout"),
        first(prefix, "init_state", "h0", "v0")));
  }

  /** Gated units only: one square array called U may be anything. */
  private Optional<CellLayout> early(String name, String prefix) throws InputException {
    if (gates(name, false) != 3) {
      return Optional.empty();
    }
    String stem = prefix.replaceFirst("gru_$", "");
    return Optional
        .of(new CellLayout(CellLayout.Family.EARLY_KERAS, name, false, 3, shape(name)[1],
            known(prefix + "W"), present(prefix + "b"),
            known(stem + "output_W").filter(r -> !stem.equals(prefix)),
            known(stem + "output_b").filter(r -> !stem.equals(prefix)), Optional.empty()));
  }

  /** 1 or 3, or 0 if the array is not a matrix; E236 for four gates, E232 for shapes that are none of these. */
  private int gates(String name, boolean transposed) throws InputException {
    int[] shape = shape(name);
    if (shape.length != 2 || shape[0] == 0 || shape[1] == 0) {
      return 0;
    }
    int h = shape[transposed ? 0 : 1];
    int width = shape[transposed ? 1 : 0];
    if (width == LSTM_GATES * h) {
      throw InputException
          .of("E236", Words.quote(name) + " (" + tensors.get(name)
              + ") has four gates: a long short-term memory, which is not read.")
          .at(file + "::" + name).withHint("rate networks, plain recurrent layers and GRUs are read");
    }
    if (width != h && width != 3 * h) {
      throw wrongShape(name, "recurrent weights are H x H, or 3 H x H for gated units");
    }
    return width / h;
  }

  private InputException wrongShape(String name, String why) {
    return InputException.of("E232", Words.quote(name) + " is " + tensors.get(name) + "; " + why + ". "
        + Words.quote(file) + " holds " + inventory() + ".").at(file + "::" + name);
  }

  private int[] shape(String name) {
    Tensor t = tensors.get(name);
    return t == null ? new int[0] : t.shape();
  }

  private Optional<String> known(String name) {
    return isThere(name) ? Optional.of(name) : Optional.empty();
  }

  private Optional<String> first(String prefix, String... names) {
    for (String name : names) {
      if (isThere(prefix + name)) {
        return Optional.of(prefix + name);
      }
    }
    return Optional.empty();
  }

  private List<String> present(String... names) {
    return java.util.Arrays.stream(names).filter(this::isThere).toList();
  }

  /** Whether there is such an array; if it holds no numbers, whoever asks for it says so. */
  private boolean isThere(String name) {
    return tensors.containsKey(name) || arrays.unread().containsKey(name);
  }

  private static boolean isKnown(String name) {
    return Stream.of(PYTORCH, KERAS, PLAIN).anyMatch(p -> p.matcher(name).matches());
  }

  /** The one matrix of this ending that has H columns, or H rows, and belongs to no recurrent layer. */
  private Optional<String> matrixNamed(String ending, int h, boolean transposed) {
    List<String> fitting = tensors.keySet().stream()
        .filter(n -> n.endsWith(ending) && !n.contains("recurrent_kernel"))
        .filter(n -> shape(n).length == 2 && shape(n)[transposed ? 0 : 1] == h)
        .filter(n -> !tensors.containsKey(n.replace("kernel", "recurrent_kernel")) || !n.contains("kernel"))
        .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }
}
