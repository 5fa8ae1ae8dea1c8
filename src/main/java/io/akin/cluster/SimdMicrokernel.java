package io.akin.cluster;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four rows by two vectors of columns, whose eight sums stay in registers. A lane is a column, so
 * that no sum depends on the width of the machine's vectors; products are rounded before they are
 * added, since fused steps would differ from {@link ScalarMicrokernel}, and on Zen 3 are no faster.
 * Needs the module {@code jdk.incubator.vector}.
 */
final class SimdMicrokernel implements Microkernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public int columns() {
    return 2 * LANES;
  }

  @Override
  public void multiply(
      float[][] rows, int row, float[] panel, float[] products, int at, int stride) {
    float[] r0 = rows[row];
    float[] r1 = rows[row + 1];
    float[] r2 = rows[row + 2];
    float[] r3 = rows[row + 3];
    FloatVector p00 = FloatVector.zero(SPECIES);
    FloatVector p01 = p00;
    FloatVector p10 = p00;
    FloatVector p11 = p00;
    FloatVector p20 = p00;
    FloatVector p21 = p00;
    FloatVector p30 = p00;
    FloatVector p31 = p00;
    for (int i = 0, p = 0; i < r0.length; i++, p += 2 * LANES) {
      FloatVector c0 = FloatVector.fromArray(SPECIES, panel, p);
      FloatVector c1 = FloatVector.fromArray(SPECIES, panel, p + LANES);
      FloatVector component = FloatVector.broadcast(SPECIES, r0[i]);
      p00 = p00.add(component.mul(c0));
      p01 = p01.add(component.mul(c1));
      component = FloatVector.broadcast(SPECIES, r1[i]);
      p10 = p10.add(component.mul(c0));
      p11 = p11.add(component.mul(c1));
      component = FloatVector.broadcast(SPECIES, r2[i]);
      p20 = p20.add(component.mul(c0));
      p21 = p21.add(component.mul(c1));
      component = FloatVector.broadcast(SPECIES, r3[i]);
      p30 = p30.add(component.mul(c0));
      p31 = p31.add(component.mul(c1));
    }
    p00.intoArray(products, at);
    p01.intoArray(products, at + LANES);
    p10.intoArray(products, at + stride);
    p11.intoArray(products, at + stride + LANES);
    p20.intoArray(products, at + 2 * stride);
    p21.intoArray(products, at + 2 * stride + LANES);
    p30.intoArray(products, at + 3 * stride);
    p31.intoArray(products, at + 3 * stride + LANES);
  }
}
