// @ts-nocheck: AssemblyScript, which src/vite/assembly.ts compiles.

/**
 * What a processor can do with 128-bit vectors at most: sums that stay in registers, each waiting for itself only, and
 * nothing read or written. Twelve of them hide the latency of all units (4 cycles · 2 or 3 units), and with the two
 * operands leave a register for what lies between. The operands are parameters, so that no compiler knows that x is 1 and
 * the sums stay what they are. Returns a number that depends on all the work.
 */

/** 12 fused multiply-adds a round, or where they are not enabled 12 multiplications with an addition after each. */
export function fused(rounds: i32, x: f32, y: f32): f32 {
  const xs = f32x4.splat(x);
  const ys = f32x4.splat(y);
  let s0 = f32x4.splat(1);
  let s1 = f32x4.splat(2);
  let s2 = f32x4.splat(3);
  let s3 = f32x4.splat(4);
  let s4 = f32x4.splat(5);
  let s5 = f32x4.splat(6);
  let s6 = f32x4.splat(7);
  let s7 = f32x4.splat(8);
  let s8 = f32x4.splat(9);
  let s9 = f32x4.splat(10);
  let s10 = f32x4.splat(11);
  let s11 = f32x4.splat(12);
  for (let i = 0; i < rounds; i++) {
    s0 = madd(s0, xs, ys);
    s1 = madd(s1, xs, ys);
    s2 = madd(s2, xs, ys);
    s3 = madd(s3, xs, ys);
    s4 = madd(s4, xs, ys);
    s5 = madd(s5, xs, ys);
    s6 = madd(s6, xs, ys);
    s7 = madd(s7, xs, ys);
    s8 = madd(s8, xs, ys);
    s9 = madd(s9, xs, ys);
    s10 = madd(s10, xs, ys);
    s11 = madd(s11, xs, ys);
  }
  return total(total4(s0, s1, s2, s3), total4(s4, s5, s6, s7), total4(s8, s9, s10, s11));
}

/**
 * 6 multiplications and 6 additions a round that do not wait for each other: what a processor without fused operations,
 * or with units for each kind, can do at most.
 */
export function split(rounds: i32, x: f32, y: f32): f32 {
  const xs = f32x4.splat(x);
  const ys = f32x4.splat(y);
  let p0 = f32x4.splat(1);
  let p1 = f32x4.splat(2);
  let p2 = f32x4.splat(3);
  let p3 = f32x4.splat(4);
  let p4 = f32x4.splat(5);
  let p5 = f32x4.splat(6);
  let s0 = f32x4.splat(7);
  let s1 = f32x4.splat(8);
  let s2 = f32x4.splat(9);
  let s3 = f32x4.splat(10);
  let s4 = f32x4.splat(11);
  let s5 = f32x4.splat(12);
  for (let i = 0; i < rounds; i++) {
    p0 = f32x4.mul(p0, xs);
    s0 = f32x4.add(s0, ys);
    p1 = f32x4.mul(p1, xs);
    s1 = f32x4.add(s1, ys);
    p2 = f32x4.mul(p2, xs);
    s2 = f32x4.add(s2, ys);
    p3 = f32x4.mul(p3, xs);
    s3 = f32x4.add(s3, ys);
    p4 = f32x4.mul(p4, xs);
    s4 = f32x4.add(s4, ys);
    p5 = f32x4.mul(p5, xs);
    s5 = f32x4.add(s5, ys);
  }
  return total(total4(p0, p1, p2, p3), total4(p4, p5, s0, s1), total4(s2, s3, s4, s5));
}

function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

function total4(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

function total(a: v128, b: v128, c: v128): f32 {
  const sum = f32x4.add(f32x4.add(a, b), c);
  return (
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)
  );
}
