// A page with charts that nothing changes while it is looked at.

import { drawFigures } from "./figures.js";

drawFigures([document]);
