export {findBrowser, launchOptions} from "../src/cli/browser.ts";
