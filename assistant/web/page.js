// The staff page: the panel of sources, and the tools of answers and page.
import "./panel.js";
import "./tools.js";
