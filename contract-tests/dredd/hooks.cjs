// Dredd loads hooks only from files, with require(). It would ignore an ES module, with a warning that is not shown.
// This file passes Dredd's hooks to the function that the run put into its configuration.
const hooks = require('hooks');

hooks.configuration.custom.attach(hooks);
