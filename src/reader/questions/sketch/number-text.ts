const SUPERSCRIPTS: Record<string, string> = {
  "-": "⁻",
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [String(digit), sign])),
};

/** A number to three digits as a text writes it: "0.021", "−4", "4.7 × 10⁻⁷". */
export function numberText(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) {
    const [digits = "", exponent = ""] = rounded.toExponential().split("e");
    const power = `10${[...exponent.replace("+", "")].map((sign) => SUPERSCRIPTS[sign]).join("")}`;
    return digits === "1" ? power : `${digits.replace("-", "−")} × ${power}`;
  }
  return String(rounded).replace("-", "−");
}
