package org.secateur.io;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Two paths changing places in one step: {@code renameat2} with RENAME_EXCHANGE on Linux, {@code renamex_np} with
 * RENAME_SWAP on macOS. Java itself cannot replace a folder that is not empty.
 */
final class Exchange {
  private static final int CURRENT_FOLDER = -100;
  private static final int EXCHANGE = 2;

  private Exchange() {
  }

  /** True if they changed places; false if this system cannot. Both are on one disk. */
  static boolean paths(Path a, Path b) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocateFrom(a.toAbsolutePath().toString());
      MemorySegment to = arena.allocateFrom(b.toAbsolutePath().toString());
      Optional<MemorySegment> linux = Linker.nativeLinker().defaultLookup().find("renameat2");
      if (linux.isPresent()) {
        MethodHandle call = Linker.nativeLinker()
            .downcallHandle(linux.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        return (int) call.invokeExact(CURRENT_FOLDER, from, CURRENT_FOLDER, to, EXCHANGE) == 0;
      }
      Optional<MemorySegment> mac = Linker.nativeLinker().defaultLookup().find("renamex_np");
      if (mac.isPresent()) {
        MethodHandle call = Linker.nativeLinker()
            .downcallHandle(mac.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        return (int) call.invokeExact(from, to, EXCHANGE) == 0;
      }
      return false;
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      return false;
    }
  }
}
