/** How the page tells the three losses apart. */
import type { LossName } from "../../../examples/support/adversaries";
import type { Colour } from "../../page/theme";

/** Each has the colour of what it minimises. */
export const COLOURS: Record<LossName, Colour> = {
  saturating: "fifth",
  "non-saturating": "fourth",
  wasserstein: "third",
};

export const TITLES: Record<LossName, string> = {
  saturating: "saturating",
  "non-saturating": "non-saturating",
  wasserstein: "Wasserstein",
};
