package io.github.omnet.io.nrrd;

import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.internal.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads single fields of a header as numbers, words and vectors. */
final class FieldReader {
  static final String DAMAGED = "the header is damaged: get the file from its source again";

  private final HeaderFields fields;
  private final Faults faults;

  FieldReader(HeaderFields fields, Faults faults) {
    this.fields = fields;
    this.faults = faults;
  }

  boolean has(String field) {
    return fields.get(field) != null;
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(HeaderFields.Entry::text);
  }

  String required(String field) throws ImageFormatException {
    HeaderFields.Entry entry = fields.get(field);
    if (entry == null) {
      throw faults.at(field, ImageFormatException.NO_OFFSET, "missing", "a value", DAMAGED);
    }
    return entry.text();
  }

  /** A name of a fixed vocabulary, in lower case with single spaces. */
  String word(String field) throws ImageFormatException {
    return required(field).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  List<String> words(String field) {
    return text(field)
        .filter(text -> !text.isEmpty())
        .map(text -> List.of(text.toLowerCase(Locale.ROOT).split("\\s+")))
        .orElse(List.of());
  }

  long whole(String field, long least, long most) throws ImageFormatException {
    return whole(field, required(field), least, most);
  }

  long whole(String field, String text, long least, long most) throws ImageFormatException {
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same complaint serves.
    }
    throw fault(field, "'" + text + "'", least + " to " + most, DAMAGED);
  }

  /** Three numbers in brackets. */
  double[] vector(String field) throws ImageFormatException {
    List<String> groups = groups(field);
    if (groups.size() != 1) {
      throw fault(field, "'" + required(field) + "'", "one vector (x,y,z)", DAMAGED);
    }
    return vector(field, groups.get(0));
  }

  /** For each axis three numbers in brackets. */
  double[][] vectors(String field, int axes) throws ImageFormatException {
    List<String> groups = groups(field);
    if (groups.size() != axes) {
      throw fault(field, "'" + required(field) + "'", axes + " vectors (x,y,z)", DAMAGED);
    }
    double[][] vectors = new double[axes][];
    for (int axis = 0; axis < axes; axis++) {
      vectors[axis] = vector(field, groups.get(axis));
    }
    return vectors;
  }

  private List<String> groups(String field) throws ImageFormatException {
    String text = required(field);
    List<String> groups = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      int end = text.charAt(at) == '(' ? text.indexOf(')', at) : -1;
      if (end < 0) {
        throw fault(field, "'" + text + "'", "vectors (x,y,z), one for each axis", DAMAGED);
      }
      groups.add(text.substring(at + 1, end));
      at = end + 1;
    }
    return groups;
  }

  private double[] vector(String field, String group) throws ImageFormatException {
    String[] parts = group.split(",", -1);
    if (parts.length != 3) {
      throw fault(field, "'(" + group + ")'", "a vector of 3 numbers", DAMAGED);
    }
    double[] vector = new double[3];
    for (int n = 0; n < 3; n++) {
      vector[n] = number(field, parts[n].strip());
    }
    return vector;
  }

  double number(String field, String text) throws ImageFormatException {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same complaint serves.
    }
    throw fault(field, "'" + text + "'", "a finite number", DAMAGED);
  }

  ImageFormatException fault(String field, String found, String expected, String remedy) {
    return faults.at(field, offset(field), found, expected, remedy);
  }

  long offset(String field) {
    HeaderFields.Entry entry = fields.get(field);
    return entry == null ? ImageFormatException.NO_OFFSET : entry.offset();
  }
}
