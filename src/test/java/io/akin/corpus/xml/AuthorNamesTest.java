package io.akin.corpus.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ada Moor                                        | Ada Moor
          Ada Moor, Bo Lind                               | Ada Moor/Bo Lind
          Ada Moor and Bo Lind                            | Ada Moor/Bo Lind
          Ada Moor, Bo Lind, and Chen Wu                  | Ada Moor/Bo Lind/Chen Wu
          Ada Moor, Bo Lind and Chen Wu                   | Ada Moor/Bo Lind/Chen Wu
          Ada Moor & Bo Lind                              | Ada Moor/Bo Lind
          Ada Moor; Bo Lind                               | Ada Moor/Bo Lind
          Ada Moor (1), Bo Lind (1 and 2) ((1) A, (2) B)  | Ada Moor/Bo Lind
          Bo Lind Jr., Cy Dee, III                        | Bo Lind Jr./Cy Dee III
          Ada Moor (North Lab, Bo Lind                    | Ada Moor North Lab/Bo Lind
          Ada Moor), Bo Lind                              | Ada Moor/Bo Lind
          Ada Moor, et al.                                | Ada Moor
          Ada Moor and others                             | Ada Moor
          Anders Sand, Randy Andrews                      | Anders Sand/Randy Andrews
          the Kin Collaboration, A. Kim                   | the Kin Collaboration/A. Kim
          """)
  void listsAreTakenApart(String list, String names) {
    assertEquals(List.of(names.split("/")), AuthorNames.split(list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Moor, Ada        | Ada Moor
          Lind, Bo, Jr.    | Bo Lind Jr.
          Lind Jr, Bo      | Bo Lind Jr
          Plato            | Plato
          A, B, C, D       | A, B, C, D
          """)
  void namesAreTurnedToTheOrderOfSpeech(String written, String spoken) {
    assertEquals(spoken, AuthorNames.spoken(written).strip().replaceAll("\\s+", " "));
  }
}
