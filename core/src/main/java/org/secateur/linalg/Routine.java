package org.secateur.linalg;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * One C function. Its address is looked up at once, so that a library without it is refused when it is loaded; the
 * handle is made at the first call, because making all of them would take most of the start-up time.
 */
final class Routine {
  private final String name;
  private final MemorySegment address;
  private final FunctionDescriptor type;
  private volatile @Nullable MethodHandle handle;

  /**
   * Looks the function up.
   *
   * @param signature a letter for the result and one for each argument: V void, I int, C char, F float, D double, P pointer
   * @throws java.util.NoSuchElementException if the library does not have it
   */
  Routine(SymbolLookup library, String name, String signature) {
    this.name = name;
    this.address = library.findOrThrow(name);
    // Plain loops, here and in the cache: the first lambda of a process costs more than the lookup.
    MemoryLayout[] arguments = new MemoryLayout[signature.length() - 1];
    for (int k = 0; k < arguments.length; k++) {
      arguments[k] = layout(signature.charAt(k + 1));
    }
    this.type = signature.charAt(0) == 'V'
        ? FunctionDescriptor.ofVoid(arguments)
        : FunctionDescriptor.of(layout(signature.charAt(0)), arguments);
  }

  private static MemoryLayout layout(char c) {
    return switch (c) {
      case 'I' -> ValueLayout.JAVA_INT;
      case 'C' -> ValueLayout.JAVA_BYTE;
      case 'F' -> ValueLayout.JAVA_FLOAT;
      case 'D' -> ValueLayout.JAVA_DOUBLE;
      case 'P' -> ValueLayout.ADDRESS;
      default -> throw new IllegalArgumentException("no layout for " + c);
    };
  }

  /**
   * The handle, to be called with exactly the types of the signature. Two threads may make it twice; either will do.
   *
   * <p>No call is declared critical: the calls that matter are long, and a critical one holds back garbage collection.
   */
  MethodHandle handle() {
    MethodHandle linked = handle;
    if (linked == null) {
      linked = Linker.nativeLinker().downcallHandle(address, type);
      handle = linked;
    }
    return linked;
  }

  /**
   * The status of a LAPACK routine.
   *
   * @return zero, or what went wrong with the numbers
   * @throws OutOfMemoryError if there was no memory for its work arrays
   * @throws AssertionError if it was called wrongly
   */
  int checked(int info) {
    if (info == -1010 || info == -1011) {
      throw new OutOfMemoryError(name + " could not allocate its work arrays");
    }
    if (info < 0) {
      throw new AssertionError(name + " refused its argument " + -info);
    }
    return info;
  }

  /** What to throw for what a handle threw; native code throws nothing, so only errors of the machine get here. */
  AssertionError failure(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new AssertionError(name + " could not be called", thrown);
  }
}
