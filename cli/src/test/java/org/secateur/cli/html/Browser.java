package org.secateur.cli.html;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Json;

/** A headless Chromium, spoken to by its own protocol over the JDK's web socket. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final HttpClient client;
  private final Map<Integer, CompletableFuture<Map<String, @Nullable Object>>> waiting;
  private final AtomicInteger next = new AtomicInteger();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private @Nullable String session;

  private Browser(Process process, Path profile, HttpClient client, WebSocket socket,
      Map<Integer, CompletableFuture<Map<String, @Nullable Object>>> waiting, Listener listener) {
    this.process = process;
    this.profile = profile;
    this.client = client;
    this.socket = socket;
    this.waiting = waiting;
    listener.owner = this;
  }

  /** Where a Chromium is installed, if one is. */
  static Optional<String> installed() {
    String path = System.getenv("PATH");
    for (String folder : path == null ? List.<String>of() : List.of(path.split(":", -1))) {
      for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Optional.of(folder + "/" + name);
        }
      }
    }
    return Optional.empty();
  }

  /** Starts one with a new, empty profile. */
  static Browser start(String executable) throws Exception {
    Path profile = Files.createTempDirectory("secateur-browser");
    Process process = new ProcessBuilder(executable, "--headless", "--no-sandbox", "--disable-gpu",
        "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--remote-debugging-port=0", "--window-size=1280,1000",
        "--user-data-dir=" + profile,
        "about:blank").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Path port = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!(Files.exists(port) && Files.readAllLines(port).size() >= 2)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        process.destroyForcibly();
        throw new IOException("Chromium does not start");
      }
      Thread.sleep(50);
    }
    List<String> lines = Files.readAllLines(port);
    HttpClient client = HttpClient.newHttpClient();
    Map<Integer, CompletableFuture<Map<String, @Nullable Object>>> waiting = new ConcurrentHashMap<>();
    Listener listener = new Listener();
    WebSocket socket = client.newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), listener)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    Browser browser = new Browser(process, profile, client, socket, waiting, listener);
    browser.attach();
    return browser;
  }

  private void attach() throws Exception {
    String target = (String) call("Target.createTarget", Map.of("url", "about:blank")).get("targetId");
    session = (String) call("Target.attachToTarget",
        Map.of("targetId", String.valueOf(target), "flatten", true))
        .get("sessionId");
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Opens a page and waits until its figures are drawn. */
  void open(Path page) throws Exception {
    complaints.clear();
    requests.clear();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    await("document.readyState === 'complete' && document.documentElement.hasAttribute('data-drawn')");
  }

  /** Waits until an expression is true. */
  void await(String expression) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(evaluate(expression))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never true: " + expression + "; " + complaints);
      }
      Thread.sleep(50);
    }
  }

  /** The value of an expression, or of what it promises. */
  @Nullable
  Object evaluate(String expression) throws Exception {
    Map<String, @Nullable Object> answer = call("Runtime.evaluate",
        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
    if (answer.get("exceptionDetails") != null) {
      throw new AssertionError(expression + " fails: " + answer.get("exceptionDetails"));
    }
    return answer.get("result") instanceof Map<?, ?> result ? result.get("value") : null;
  }

  /** Pretends that the screen is dark, or that the medium is print. */
  void media(String medium, String scheme) throws Exception {
    call("Emulation.setEmulatedMedia", Map.of("media", medium, "features",
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The page as a PDF. */
  byte[] print() throws Exception {
    return Base64.getDecoder().decode(String.valueOf(call("Page.printToPDF",
        Map.of("preferCSSPageSize", true, "printBackground", true)).get("data")));
  }

  /** Lets saved files go to a folder. */
  void saveTo(Path folder) throws Exception {
    call("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  /** What the console and the policy complained of. */
  List<String> complaints() {
    return new ArrayList<>(complaints);
  }

  /** What was asked for over the network or from disk. */
  List<String> requests() {
    return new ArrayList<>(requests);
  }

  private Map<String, @Nullable Object> call(String method, Map<String, Object> parameters) throws Exception {
    int id = next.incrementAndGet();
    CompletableFuture<Map<String, @Nullable Object>> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    Map<String, Object> message = new java.util.LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    socket.sendText(Json.line(message), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @SuppressWarnings("unchecked")
  private void receive(String text) {
    try {
      Map<String, @Nullable Object> message = Json.parse(text, "the browser's message");
      if (message.get("id") instanceof Long id) {
        CompletableFuture<Map<String, @Nullable Object>> answer = waiting.remove(id.intValue());
        if (answer != null && message.get("result") instanceof Map<?, ?> result) {
          answer.complete((Map<String, @Nullable Object>) result);
        } else if (answer != null) {
          answer.completeExceptionally(new IOException(text));
        }
      } else {
        event(String.valueOf(message.get("method")), String.valueOf(message.get("params")),
            message.get("params") instanceof Map<?, ?> p ? p : Map.of());
      }
    } catch (Exception e) {
      complaints.add("unreadable: " + e);
    }
  }

  private void event(String method, String text, Map<?, ?> parameters) {
    switch (method) {
      case "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(text);
      case "Runtime.consoleAPICalled" -> complaints.add(text);
      case "Network.requestWillBeSent" -> {
        if (parameters.get("request") instanceof Map<?, ?> request) {
          requests.add(String.valueOf(request.get("url")));
        }
      }
      default -> {
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    client.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    try (var files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    }
  }

  private static final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable Browser owner;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        Browser to = owner;
        if (to != null) {
          to.receive(whole);
        }
      }
      socket.request(1);
      return null;
    }
  }
}
