package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.train.NegativePhase;
import org.secateur.boltzmann.train.Training;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.boltzmann.train.TrainingState;
import org.secateur.boltzmann.train.UpdateRule;
import org.secateur.random.Seed;

/** Machines, checkpoints and folders of runs: every bit comes back, and what belongs to something else is refused. */
final class MachineFileTest {
  private static final ReadOptions PLAIN = ReadOptions.DEFAULT;

  @TempDir
  Path folder;

  /** Three layers, one mask with holes, and a synapse of weight zero, which stays a synapse. */
  private static Machine machine() {
    BitSet bits = new BitSet();
    bits.set(0, 9, true);
    bits.clear(4);
    Mask[] masks = {Mask.full(4, 3), Mask.of(3, 4, bits)};
    float[][] biases = {{0.1f, -0f, Float.MIN_VALUE, 3}, {-1, 2, 0}, {1, 1, 1, 0.3f}};
    Machine random = Machine.random(masks, 0.5, biases, new Seed(3));
    float[][] weights = {random.weights(0), random.weights(1)};
    weights[1][2] = 0;
    return Machine.of(masks, weights, biases);
  }

  private static void assertSays(InputException e, String code, String... facts) {
    String all = e.message() + " | " + e.where().orElse("") + " | " + e.hint().orElse("");
    assertEquals(code, e.code(), all);
    for (String fact : facts) {
      assertThat(all).contains(fact);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.safetensors", "m.npz"})
  void machinesComeBack(String name) throws InputException {
    Path file = folder.resolve(name);
    MachineFile.write(machine(), file, Existing.REFUSE);
    Machine back = MachineFile.read(file, PLAIN);
    assertEquals(machine(), back);
    assertTrue(back.mask(1).contains(0, 2));
    assertFalse(back.mask(1).contains(1, 0));
  }

  private InputException refusal(Map<String, Tensor> changes) throws InputException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    MachineFile.put(machine(), "", tensors);
    changes.forEach((name, tensor) -> {
      if (tensor.count() == 0) {
        tensors.remove(name);
      } else {
        tensors.put(name, tensor);
      }
    });
    Path file = folder.resolve("m.safetensors");
    TensorFile.of(tensors, Map.of()).write(file, Existing.OVERWRITE);
    return assertThrows(InputException.class, () -> MachineFile.read(file, PLAIN));
  }

  @Test
  void refusesArraysThatDoNotFit() throws InputException {
    Tensor gone = Tensor.of(new float[0], 0);
    assertSays(refusal(Map.of("weights.1", gone)), "E107", "no array \"weights.1\"");
    assertSays(refusal(Map.of("biases.1", gone)), "E107", "biases.1");
    assertSays(refusal(Map.of("weights.0", Tensor.of(new float[12], 3, 4))), "E108",
        "m.safetensors::weights.0",
        "4x3", "float32 3x4");
    assertSays(refusal(Map.of("biases.2", Tensor.of(new float[4], 2, 2))), "E108", "biases.2");
    assertSays(refusal(Map.of("biases.2", Tensor.of(new int[4], 4))), "E108", "float32", "int32 4");
    assertSays(refusal(Map.of("mask.0", Tensor.of(new float[12], 4, 3))), "E108", "mask.0", "truth values");
    assertSays(refusal(Map.of("mask.0", Tensor.of(new BitSet(), 4, 3))), "E108", "12 weights are not zero");
    float[] nan = {0, Float.NaN, 0};
    assertSays(refusal(Map.of("biases.1", Tensor.of(nan, 3))), "E120", "number 2 of", "biases.1");
    double[] large = {0, 0, 1e300};
    assertSays(refusal(Map.of("biases.1", Tensor.of(large, 3))), "E121", "number 3 of");
  }

  /** What other libraries write has no masks, and sometimes double precision. */
  @Test
  void readsFilesOfOthers() throws InputException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weights.0", Tensor.of(new double[]{0.1, 0, -2, 3}, 2, 2));
    tensors.put("biases.0", Tensor.of(new double[2], 2));
    tensors.put("biases.1", Tensor.of(new float[2], 2));
    Path file = folder.resolve("m.npz");
    TensorFile.of(tensors, Map.of()).write(file, Existing.REFUSE);
    Machine m = MachineFile.read(file, PLAIN);
    assertEquals(4, m.synapses());
    assertEquals(0.1f, m.weight(0, 0, 0));
  }

  private static final Map<String, Object> CONFIGURATION = Map.of("epochs", 20, "seed", 1234567890123456789L,
      "training", Map.of("rate", 0.01, "rule", "adam"), "layers", List.of(4, 3, 4));

  private static Checkpoint checkpoint() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    MachineFile.put(machine(), "machine.", arrays);
    arrays.put("moments.0", Tensor.of(new float[]{1, -0f}, 2));
    return Checkpoint.of(CONFIGURATION, Map.of("epoch", 7, "drawn", Long.MAX_VALUE), arrays);
  }

  @Test
  void checkpointsComeBack() throws InputException {
    Path file = Checkpoint.beside(folder.resolve("digits.rbm"));
    assertEquals("digits.rbm.checkpoint", String.valueOf(file.getFileName()));
    assertEquals(Optional.empty(), Checkpoint.resume(file, CONFIGURATION));
    checkpoint().write(file);
    checkpoint().write(file);
    Checkpoint back = Checkpoint.resume(file, new LinkedHashMap<>(CONFIGURATION)).orElseThrow();
    assertEquals(checkpoint(), back);
    assertEquals(Long.MAX_VALUE, back.state().get("drawn"));
    assertEquals(machine(), MachineFile.take(back.arrays(), "machine.", "digits.rbm.checkpoint"));
  }

  @Test
  void refusesACheckpointOfAnotherConfiguration() throws InputException {
    Path file = folder.resolve("a.checkpoint");
    checkpoint().write(file);
    Map<String, Object> other = new LinkedHashMap<>(CONFIGURATION);
    other.put("epochs", 30);
    other.put("training", Map.of("rate", 0.1, "rule", "adam"));
    InputException e = assertThrows(InputException.class, () -> Checkpoint.resume(file, other));
    assertSays(e, "E209", "\"a.checkpoint\" is a checkpoint of another configuration",
        "epochs is 20 there and 30 here", "training.rate is 0.01 there and 0.1 here", "--overwrite");
    assertThat(e.message()).doesNotContain("rule").doesNotContain("seed");
    other.put("seed", 1234567890123456788L);
    other.put("layers", List.of(4, 3));
    other.put("new", true);
    assertSays(assertThrows(InputException.class, () -> Checkpoint.resume(file, other)), "E209",
        "layers is [4,3,4] there and [4,3] here", "new is not set there and true here", "and 2 more");
  }

  /** One bit of an array changed, or of the state: the file is there, well formed, and not what was written. */
  @Test
  void refusesACheckpointWhoseContentChanged() throws InputException, IOException {
    Path file = folder.resolve("a.checkpoint");
    checkpoint().write(file);
    byte[] bytes = Files.readAllBytes(file);
    byte[] changed = bytes.clone();
    changed[bytes.length - 1] ^= 1;
    Files.write(file, changed);
    assertSays(assertThrows(InputException.class, () -> Checkpoint.resume(file, CONFIGURATION)), "E108",
        "hash");
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    Files.write(file, text.replace("\\\"epoch\\\":7", "\\\"epoch\\\":8")
        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertSays(assertThrows(InputException.class, () -> Checkpoint.resume(file, CONFIGURATION)), "E108",
        "hash");
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 5));
    assertSays(assertThrows(InputException.class, () -> Checkpoint.resume(file, CONFIGURATION)), "E192",
        "ends early");
    MachineFile.write(machine(), file, Existing.OVERWRITE);
    assertSays(assertThrows(InputException.class, () -> Checkpoint.resume(file, CONFIGURATION)), "E108",
        "not marked as a checkpoint");
  }

  /** Halfway through the second epoch, written and read back: the rest of the way ends at the same bytes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trainingGoesOnFromACheckpointToTheSameBytes(boolean adam) throws InputException {
    Patterns patterns = Patterns.of(10, 4, bits(40));
    TrainingSettings settings = TrainingSettings.modern(3, 0.05).withBatch(3)
        .withNegative(new NegativePhase.Persistent(5, 1));
    Training training = new Training(patterns,
        adam ? settings.withRule(new UpdateRule.Adam(0.9, 0.999, 1e-8)) : settings,
        new Seed(1234567890123456789L));
    TrainingState halfway = training.advance(training.start(machine()), 6);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    TrainingArrays.put(halfway, "stage-1.", arrays);
    Path file = folder.resolve("a.checkpoint");
    Checkpoint.of(CONFIGURATION, Map.of(), arrays).write(file);
    TrainingState back = TrainingArrays.take(Checkpoint.resume(file, CONFIGURATION).orElseThrow().arrays(),
        "stage-1.", "a.checkpoint");
    assertEquals(halfway, back);
    assertEquals(training.finish(halfway, s -> {
    }), training.finish(back, s -> {
    }));
    for (Map.Entry<String, Tensor> e : Map
        .of("stage-1.moments.0", Tensor.of(new float[3], 3), "stage-1.position",
            Tensor.of(new long[]{-1, 0, 0, 0}, 4), "stage-1.particles.1", Tensor.of(new byte[3], 1, 3),
            "stage-1.particles.0", Tensor.of(new byte[]{2, 0, 0, 0}, 1, 4), "stage-1.particles.stream",
            Tensor.of(new long[1], 1))
        .entrySet()) {
      Map<String, Tensor> bad = new LinkedHashMap<>(arrays);
      bad.put(e.getKey(), e.getValue());
      TensorFile damaged = TensorFile.of(bad, Map.of());
      assertSays(
          assertThrows(InputException.class, () -> TrainingArrays.take(damaged, "stage-1.", "a.checkpoint")),
          "E108", "a.checkpoint");
    }
  }

  private static byte[] bits(int count) {
    byte[] bits = new byte[count];
    for (int k = 0; k < count; k++) {
      bits[k] = (byte) (new Seed(2).uniform("bits", k) < 0.5 ? 1 : 0);
    }
    return bits;
  }

  private Path run(String name, String machineName) throws InputException, IOException {
    Path out = folder.resolve(name);
    RunFolder.requireFree(out, Existing.REFUSE);
    try (RunFolder.Writer run = RunFolder.create(out, Existing.REFUSE)) {
      run.metrics(MetricsTable.of("round", "units").plus(0, 70).plus(1, 0.1));
      run.checkpoint(checkpoint());
      Files.writeString(run.resolve("pictures/a.txt"), "x");
      assertFalse(Files.exists(out));
      run.commit(machine(), machineName, Map.of("configuration", CONFIGURATION, "seed", 7));
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {RunFolder.MACHINE, RunFolder.MACHINE_NPZ})
  void foldersOfRunsComeBack(String name) throws InputException, IOException {
    Path out = run("run", name);
    RunFolder back = RunFolder.open(out);
    assertEquals(machine(), back.machine(PLAIN));
    assertEquals(machine(), MachineFile.read(out, PLAIN));
    assertEquals(checkpoint(), back.checkpoint(PLAIN).orElseThrow());
    assertEquals(List.of(4L, 3L, 4L), back.run().get("layers"));
    assertEquals(List.of(12L, 8L), back.run().get("synapses"));
    assertEquals(List.of(12L, 12L), back.run().get("pairs"));
    assertEquals(7L, back.run().get("seed"));
    assertThat(back.names()).containsExactlyInAnyOrder(name, RunFolder.METRICS, RunFolder.CHECKPOINT,
        "pictures/a.txt");
    assertEquals("round,units\n0,70\n1,0.1\n", Files.readString(back.file(RunFolder.METRICS)));
    assertSays(assertThrows(InputException.class, () -> RunFolder.requireFree(out, Existing.REFUSE)), "E194");
    RunFolder.requireFree(out, Existing.OVERWRITE);
  }

  @Test
  void aFolderThatWasNotFinishedIsNotThere() throws InputException {
    Path out = folder.resolve("run");
    try (RunFolder.Writer run = RunFolder.create(out, Existing.REFUSE)) {
      run.metrics(MetricsTable.of("round"));
    }
    assertFalse(Files.exists(out));
    assertSays(assertThrows(InputException.class, () -> RunFolder.open(out)), "E101", "no run.json");
  }

  @Test
  void refusesFilesThatWereExchanged() throws InputException, IOException {
    Path out = run("run", RunFolder.MACHINE);
    MachineFile.write(machine().withBiases(new float[][]{new float[4], new float[3], new float[4]}),
        out.resolve(RunFolder.MACHINE), Existing.OVERWRITE);
    assertSays(assertThrows(InputException.class, () -> MachineFile.read(out, PLAIN)), "E210",
        "machine.safetensors", "its hash differs");
    MachineFile.read(out.resolve(RunFolder.MACHINE), PLAIN);
    Files.delete(out.resolve(RunFolder.MACHINE));
    assertSays(assertThrows(InputException.class, () -> MachineFile.read(out, PLAIN)), "E192", "is missing");
    assertSays(assertThrows(InputException.class, () -> RunFolder.open(out).file("../secret")), "E107");
    Bytes.file(out, "run.json", "{\"schema\": \"secateur/certificate/1\"}");
    assertSays(assertThrows(InputException.class, () -> RunFolder.open(out)), "E108", "schema");
  }

  @Test
  void metricsKeepTheirDigits() throws InputException {
    MetricsTable table = MetricsTable.of("criterion", "nats").plus("a, \"b\"", 0.1f).plus("c", Double.NaN)
        .plus("d", 1e-300);
    assertEquals("criterion,nats\n\"a, \"\"b\"\"\",0.1\nc,NaN\nd,1.0E-300\n", table.toCsv());
    assertThat(table.numbers("nats")).containsExactly(0.1, Double.NaN, 1e-300);
    Object document = Json.parse(Json.write(Map.of("metrics", table.toDocument())), "x").get("metrics");
    assertEquals(table, MetricsTable.fromDocument(document, "x"));
    for (Object bad : new Object[]{"x", List.of(), List.of(List.of("a"), List.of()), List.of(List.of(1L))}) {
      assertSays(assertThrows(InputException.class, () -> MetricsTable.fromDocument(bad, "x")), "E108");
    }
    assertThrows(IllegalArgumentException.class, () -> table.plus(1));
  }
}
