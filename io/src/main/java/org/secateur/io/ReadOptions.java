package org.secateur.io;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the reader is told beyond the name of a file. Every hint of an {@link InputException} names one of these.
 * Start from {@link #DEFAULT} and change what is needed: {@code ReadOptions.DEFAULT.withNanAs(NanAs.ZERO)}.
 *
 * @param format {@code --format}: what the file is; empty: recognised by content and checked against the name
 * @param member {@code ::W}: which array of a container; empty: the only one
 * @param shape whether a matrix that is not square is refused
 * @param header {@code --header}, {@code --no-header}: whether the first line of a table holds names
 * @param decimal {@code --decimal}: what separates the fraction
 * @param delimiter {@code --delimiter}: what separates the columns
 * @param weightColumn {@code --weight-column}: the column of an edge list that holds the weight; empty: by its name, or
 *     the first after the two ends
 * @param nanAs {@code --nan-as}: what a missing or undefined weight is read as
 * @param scale {@code --scale}: whether weights are brought into a range whose squares do not overflow
 * @param saturated {@code --accept-saturated}: whether 2147483647 is believed
 * @param duplicates {@code --duplicates}: what to make of an edge that appears more than once
 * @param undirected {@code --undirected}: whether an edge list has no direction
 * @param nodes {@code --nodes}: the number of nodes; the ids of an edge list are then indices, otherwise labels
 * @param indexBase {@code --index-base}: 0 or 1, the smallest index; empty: found out
 * @param maxInput {@code --max-input}: the most bytes a file may hold or unpack to; empty: {@link #DEFAULT_MAX_INPUT}
 *     and, beyond {@link #FREE_INFLATION} bytes, {@link #MAX_RATIO} times the packed size
 */
public record ReadOptions(Optional<FileFormat> format, Optional<String> member, Shape shape, Header header,
    Decimal decimal, Delimiter delimiter, Optional<String> weightColumn, NanAs nanAs, Scale scale,
    Saturated saturated, Duplicates duplicates, Undirected undirected, OptionalInt nodes,
    OptionalInt indexBase,
    OptionalLong maxInput) {

  /** The most bytes a file may hold or unpack to unless {@code --max-input} says otherwise. */
  public static final long DEFAULT_MAX_INPUT = 4L << 30;

  /** Bytes that may be unpacked whatever the ratio. */
  public static final long FREE_INFLATION = 64L << 20;

  /** How much larger than the packed file its content may be, beyond {@link #FREE_INFLATION}. */
  public static final long MAX_RATIO = 200;

  /** Nothing told: everything found out or, where that would be a guess, refused with the option that decides. */
  public static final ReadOptions DEFAULT = new ReadOptions(Optional.empty(), Optional.empty(), Shape.SQUARE,
      Header.AUTO, Decimal.POINT, Delimiter.AUTO, Optional.empty(), NanAs.REFUSE, Scale.NONE,
      Saturated.REFUSE,
      Duplicates.REFUSE, Undirected.AS_STATED, OptionalInt.empty(), OptionalInt.empty(),
      OptionalLong.empty());

  /** Whether a matrix that is not square is refused. */
  public enum Shape {
    /** Refused: a recurrent network is wanted. */
    SQUARE,
    /** Any number of rows and columns. */
    ANY
  }

  /** Whether the first line of a table holds names. */
  public enum Header {
    /** If one of its fields is not a number. */
    AUTO,
    /** Yes. */
    YES,
    /** No. */
    NO
  }

  /** What separates the fraction of a number. */
  public enum Decimal {
    /** 0.31. */
    POINT,
    /** 0,31. */
    COMMA
  }

  /** What separates the columns of a table. */
  public enum Delimiter {
    /** The first of tab, semicolon, comma that the first line has outside quotes; otherwise blanks. */
    AUTO('\0'),
    /** A comma. */
    COMMA(','),
    /** A semicolon. */
    SEMICOLON(';'),
    /** A tab. */
    TAB('\t'),
    /** One or more blanks or tabs. */
    SPACE(' ');

    private final char symbol;

    Delimiter(char symbol) {
      this.symbol = symbol;
    }

    char symbol() {
      return symbol;
    }
  }

  /** What a missing or undefined weight is read as. */
  public enum NanAs {
    /** The file is refused. */
    REFUSE,
    /** No edge; counted in {@link RawMatrix#nanAsZero}. */
    ZERO
  }

  /** Whether weights are brought into range. */
  public enum Scale {
    /** As they are. */
    NONE,
    /**
     * Divided by the largest weight, rounded down to a power of two so that no bit is lost; {@link RawMatrix#scale}
     * reports the factor, and writing multiplies by it again.
     */
    AUTO
  }

  /** Whether the largest number of a 32-bit counter is believed. */
  public enum Saturated {
    /** No: it is where a counter stops. */
    REFUSE,
    /** Yes. */
    ACCEPT
  }

  /** What to make of an edge that appears more than once. */
  public enum Duplicates {
    /** The file is refused. */
    REFUSE,
    /** The sum: right for counts of synapses. */
    SUM,
    /** The largest. */
    MAX,
    /** The one that comes first in the file. */
    FIRST
  }

  /** Whether an edge list has no direction. */
  public enum Undirected {
    /** As the header says; without a header, not known. */
    AS_STATED,
    /** No direction; a pair given both ways must agree. */
    YES,
    /** No direction; a pair given both ways gets the mean. */
    MEAN
  }

  /** Checks the numbers. */
  public ReadOptions {
    Objects.requireNonNull(format);
    if (nodes.isPresent() && nodes.getAsInt() < 0) {
      throw new IllegalArgumentException("nodes must not be negative, was " + nodes.getAsInt());
    }
    if (indexBase.isPresent() && indexBase.getAsInt() != 0 && indexBase.getAsInt() != 1) {
      throw new IllegalArgumentException("indexBase must be 0 or 1, was " + indexBase.getAsInt());
    }
    if (maxInput.isPresent() && maxInput.getAsLong() <= 0) {
      throw new IllegalArgumentException("maxInput must be positive, was " + maxInput.getAsLong());
    }
  }

  /** The same with another {@link #format}. */
  public ReadOptions withFormat(FileFormat value) {
    return new ReadOptions(Optional.of(value), member, shape, header, decimal, delimiter, weightColumn, nanAs,
        scale, saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #member}. */
  public ReadOptions withMember(String value) {
    return new ReadOptions(format, Optional.of(value), shape, header, decimal, delimiter, weightColumn, nanAs,
        scale, saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #shape}. */
  public ReadOptions withShape(Shape value) {
    return new ReadOptions(format, member, value, header, decimal, delimiter, weightColumn, nanAs, scale,
        saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #header}. */
  public ReadOptions withHeader(Header value) {
    return new ReadOptions(format, member, shape, value, decimal, delimiter, weightColumn, nanAs, scale,
        saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #decimal}. */
  public ReadOptions withDecimal(Decimal value) {
    return new ReadOptions(format, member, shape, header, value, delimiter, weightColumn, nanAs, scale,
        saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #delimiter}. */
  public ReadOptions withDelimiter(Delimiter value) {
    return new ReadOptions(format, member, shape, header, decimal, value, weightColumn, nanAs, scale,
        saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #weightColumn}. */
  public ReadOptions withWeightColumn(String value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, Optional.of(value), nanAs,
        scale, saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #nanAs}. */
  public ReadOptions withNanAs(NanAs value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, value, scale,
        saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #scale}. */
  public ReadOptions withScale(Scale value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, nanAs, value,
        saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #saturated}. */
  public ReadOptions withSaturated(Saturated value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, nanAs, scale,
        value, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #duplicates}. */
  public ReadOptions withDuplicates(Duplicates value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, nanAs, scale,
        saturated, value, undirected, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #undirected}. */
  public ReadOptions withUndirected(Undirected value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, nanAs, scale,
        saturated, duplicates, value, nodes, indexBase, maxInput);
  }

  /** The same with another {@link #nodes}. */
  public ReadOptions withNodes(int value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, nanAs, scale,
        saturated, duplicates, undirected, OptionalInt.of(value), indexBase, maxInput);
  }

  /** The same with another {@link #indexBase}. */
  public ReadOptions withIndexBase(int value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, nanAs, scale,
        saturated, duplicates, undirected, nodes, OptionalInt.of(value), maxInput);
  }

  /** The same with another {@link #maxInput}. */
  public ReadOptions withMaxInput(long value) {
    return new ReadOptions(format, member, shape, header, decimal, delimiter, weightColumn, nanAs, scale,
        saturated, duplicates, undirected, nodes, indexBase, OptionalLong.of(value));
  }

  /** The same without what is told of one file alone: its format and its member. */
  ReadOptions forAnotherFile() {
    return new ReadOptions(Optional.empty(), Optional.empty(), shape, header, decimal, delimiter,
        weightColumn,
        nanAs, scale, saturated, duplicates, undirected, nodes, indexBase, maxInput);
  }

  /** The most bytes that may come out of a file of {@code packed} bytes. */
  long inflationLimit(long packed) {
    long ratio = packed > Long.MAX_VALUE / MAX_RATIO ? Long.MAX_VALUE : packed * MAX_RATIO;
    return maxInput.orElse(Math.min(DEFAULT_MAX_INPUT, Math.max(FREE_INFLATION, ratio)));
  }

  /** The most bytes a file may hold. */
  long sizeLimit() {
    return maxInput.orElse(DEFAULT_MAX_INPUT);
  }
}
