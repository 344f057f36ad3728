/** The page's panel "Your data", as a visitor uses it. */
import { openSite, type SiteOptions } from "./site";

export type DataPanel = Awaited<ReturnType<typeof openDataPanel>>;

export async function openDataPanel(options?: SiteOptions) {
  const { page, messages, close } = await openSite(options);
  const choose = (side: "reference" | "current", path: string) =>
    page.setInputFiles(`#data-${side}`, path);

  /** The verdict, or what is wrong, once it is there. */
  async function status(): Promise<string> {
    await page.waitForFunction(() => {
      const text = document.getElementById("data-status")?.textContent;
      return text && text !== "One file more, please.";
    });
    return (await page.textContent("#data-status")) ?? "";
  }
  return {
    page,
    messages,
    close,
    choose,
    status,
    async reload() {
      await page.reload();
      await page.waitForFunction(
        () => document.getElementById("engine")?.textContent !== "engine: …",
      );
    },
    async compare(reference: string, current: string): Promise<string> {
      await choose("reference", reference);
      await choose("current", current);
      return status();
    },
    openOptions: () => page.getByText("Options", { exact: true }).click(),
    option: (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value),
    pressCompare: () => page.getByRole("button", { name: "Compare", exact: true }).click(),
    /** The id of the element that has the focus. */
    focused: () => page.evaluate(() => document.activeElement?.id),
  };
}
