#!/usr/bin/env node
// The mc command line of Baton: one file that runs on Node 18 or newer, wherever it is copied. Generated from cli/ by
// `npm run generate`; do not edit. It contains parts of commander 15.1.0 (MIT), eventsource-parser 4.1.3 (MIT), is-network-error 1.3.2 (MIT), openapi-fetch 0.17.0 (MIT), p-retry 9.0.0 (MIT).
"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/commander/lib/error.js
var CommanderError, InvalidArgumentError;
var init_error = __esm({
  "node_modules/commander/lib/error.js"() {
    "use strict";
    CommanderError = class extends Error {
      /**
       * Constructs the CommanderError class
       * @param {number} exitCode suggested exit code which could be used with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       */
      constructor(exitCode, code, message) {
        super(message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
        this.code = code;
        this.exitCode = exitCode;
        this.nestedError = void 0;
      }
    };
    InvalidArgumentError = class extends CommanderError {
      /**
       * Constructs the InvalidArgumentError class
       * @param {string} [message] explanation of why argument is invalid
       */
      constructor(message) {
        super(1, "commander.invalidArgument", message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
      }
    };
  }
});

// node_modules/commander/lib/argument.js
function humanReadableArgName(arg) {
  const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
  return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
}
var Argument;
var init_argument = __esm({
  "node_modules/commander/lib/argument.js"() {
    "use strict";
    init_error();
    Argument = class {
      /**
       * Initialize a new command argument with the given name and description.
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @param {string} name
       * @param {string} [description]
       */
      constructor(name, description) {
        this.description = description || "";
        this.variadic = false;
        this.parseArg = void 0;
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.argChoices = void 0;
        switch (name[0]) {
          case "<":
            this.required = true;
            this._name = name.slice(1, -1);
            break;
          case "[":
            this.required = false;
            this._name = name.slice(1, -1);
            break;
          default:
            this.required = true;
            this._name = name;
            break;
        }
        if (this._name.endsWith("...")) {
          this.variadic = true;
          this._name = this._name.slice(0, -3);
        }
      }
      /**
       * Return argument name.
       *
       * @return {string}
       */
      name() {
        return this._name;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Argument}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Set the custom handler for processing CLI command arguments into argument values.
       *
       * @param {Function} [fn]
       * @return {Argument}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Only allow argument value to be one of choices.
       *
       * @param {string[]} values
       * @return {Argument}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Make argument required.
       *
       * @returns {Argument}
       */
      argRequired() {
        this.required = true;
        return this;
      }
      /**
       * Make argument optional.
       *
       * @returns {Argument}
       */
      argOptional() {
        this.required = false;
        return this;
      }
    };
  }
});

// node_modules/commander/lib/help.js
var import_node_util, Help;
var init_help = __esm({
  "node_modules/commander/lib/help.js"() {
    "use strict";
    init_argument();
    import_node_util = require("node:util");
    Help = class {
      constructor() {
        this.helpWidth = void 0;
        this.minWidthToWrap = 40;
        this.sortSubcommands = false;
        this.sortOptions = false;
        this.showGlobalOptions = false;
      }
      /**
       * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
       * and just before calling `formatHelp()`.
       *
       * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
       *
       * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
       */
      prepareContext(contextOptions) {
        this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
      }
      /**
       * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
       *
       * @param {Command} cmd
       * @returns {Command[]}
       */
      visibleCommands(cmd) {
        const visibleCommands = cmd.commands.filter((cmd2) => !cmd2._hidden);
        const helpCommand2 = cmd._getHelpCommand();
        if (helpCommand2 && !helpCommand2._hidden) {
          visibleCommands.push(helpCommand2);
        }
        if (this.sortSubcommands) {
          visibleCommands.sort((a, b) => {
            return a.name().localeCompare(b.name());
          });
        }
        return visibleCommands;
      }
      /**
       * Compare options for sort.
       *
       * @param {Option} a
       * @param {Option} b
       * @returns {number}
       */
      compareOptions(a, b) {
        const getSortKey = (option) => {
          return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
        };
        return getSortKey(a).localeCompare(getSortKey(b));
      }
      /**
       * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleOptions(cmd) {
        const visibleOptions = cmd.options.filter((option) => !option.hidden);
        const helpOption = cmd._getHelpOption();
        if (helpOption && !helpOption.hidden) {
          const removeShort = helpOption.short && cmd._findOption(helpOption.short);
          const removeLong = helpOption.long && cmd._findOption(helpOption.long);
          if (!removeShort && !removeLong) {
            visibleOptions.push(helpOption);
          } else if (helpOption.long && !removeLong) {
            visibleOptions.push(
              cmd.createOption(helpOption.long, helpOption.description).helpGroup(helpOption.helpGroupHeading)
            );
          } else if (helpOption.short && !removeShort) {
            visibleOptions.push(
              cmd.createOption(helpOption.short, helpOption.description).helpGroup(helpOption.helpGroupHeading)
            );
          }
        }
        if (this.sortOptions) {
          visibleOptions.sort(this.compareOptions);
        }
        return visibleOptions;
      }
      /**
       * Get an array of the visible global options. (Not including help.)
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleGlobalOptions(cmd) {
        if (!this.showGlobalOptions) return [];
        const globalOptions = [];
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          const visibleOptions = ancestorCmd.options.filter(
            (option) => !option.hidden
          );
          globalOptions.push(...visibleOptions);
        }
        if (this.sortOptions) {
          globalOptions.sort(this.compareOptions);
        }
        return globalOptions;
      }
      /**
       * Get an array of the arguments if any have a description.
       *
       * @param {Command} cmd
       * @returns {Argument[]}
       */
      visibleArguments(cmd) {
        if (cmd._argsDescription) {
          cmd.registeredArguments.forEach((argument) => {
            argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
          });
        }
        if (cmd.registeredArguments.find((argument) => argument.description)) {
          return cmd.registeredArguments;
        }
        return [];
      }
      /**
       * Get the command term to show in the list of subcommands.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandTerm(cmd) {
        const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
        return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + // simplistic check for non-help option
        (args ? " " + args : "");
      }
      /**
       * Get the option term to show in the list of options.
       *
       * @param {Option} option
       * @returns {string}
       */
      optionTerm(option) {
        return option.flags;
      }
      /**
       * Get the argument term to show in the list of arguments.
       *
       * @param {Argument} argument
       * @returns {string}
       */
      argumentTerm(argument) {
        return argument.name();
      }
      /**
       * Get the longest command term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestSubcommandTermLength(cmd, helper) {
        return helper.visibleCommands(cmd).reduce((max, command) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleSubcommandTerm(helper.subcommandTerm(command))
            )
          );
        }, 0);
      }
      /**
       * Get the longest option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestOptionTermLength(cmd, helper) {
        return helper.visibleOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest global option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestGlobalOptionTermLength(cmd, helper) {
        return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest argument term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestArgumentTermLength(cmd, helper) {
        return helper.visibleArguments(cmd).reduce((max, argument) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleArgumentTerm(helper.argumentTerm(argument))
            )
          );
        }, 0);
      }
      /**
       * Get the command usage to be displayed at the top of the built-in help.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandUsage(cmd) {
        let cmdName = cmd._name;
        if (cmd._aliases[0]) {
          cmdName = cmdName + "|" + cmd._aliases[0];
        }
        let ancestorCmdNames = "";
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
        }
        return ancestorCmdNames + cmdName + " " + cmd.usage();
      }
      /**
       * Get the description for the command.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandDescription(cmd) {
        return cmd.description();
      }
      /**
       * Get the subcommand summary to show in the list of subcommands.
       * (Fallback to description for backwards compatibility.)
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandDescription(cmd) {
        return cmd.summary() || cmd.description();
      }
      /**
       * Get the option description to show in the list of options.
       *
       * @param {Option} option
       * @return {string}
       */
      optionDescription(option) {
        const extraInfo = [];
        if (option.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (option.defaultValue !== void 0) {
          const showDefault = option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean";
          if (showDefault) {
            extraInfo.push(
              `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`
            );
          }
        }
        if (option.presetArg !== void 0 && option.optional) {
          extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
        }
        if (option.envVar !== void 0) {
          extraInfo.push(`env: ${option.envVar}`);
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (option.description) {
            return `${option.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return option.description;
      }
      /**
       * Get the argument description to show in the list of arguments.
       *
       * @param {Argument} argument
       * @return {string}
       */
      argumentDescription(argument) {
        const extraInfo = [];
        if (argument.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (argument.defaultValue !== void 0) {
          extraInfo.push(
            `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`
          );
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (argument.description) {
            return `${argument.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return argument.description;
      }
      /**
       * Format a list of items, given a heading and an array of formatted items.
       *
       * @param {string} heading
       * @param {string[]} items
       * @param {Help} helper
       * @returns string[]
       */
      formatItemList(heading, items, helper) {
        if (items.length === 0) return [];
        return [helper.styleTitle(heading), ...items, ""];
      }
      /**
       * Group items by their help group heading.
       *
       * @param {Command[] | Option[]} unsortedItems
       * @param {Command[] | Option[]} visibleItems
       * @param {Function} getGroup
       * @returns {Map<string, Command[] | Option[]>}
       */
      groupItems(unsortedItems, visibleItems, getGroup) {
        const result = /* @__PURE__ */ new Map();
        unsortedItems.forEach((item) => {
          const group3 = getGroup(item);
          if (!result.has(group3)) result.set(group3, []);
        });
        visibleItems.forEach((item) => {
          const group3 = getGroup(item);
          if (!result.has(group3)) {
            result.set(group3, []);
          }
          result.get(group3).push(item);
        });
        return result;
      }
      /**
       * Generate the built-in help text.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {string}
       */
      formatHelp(cmd, helper) {
        const termWidth = helper.padWidth(cmd, helper);
        const helpWidth = helper.helpWidth ?? 80;
        function callFormatItem(term, description) {
          return helper.formatItem(term, termWidth, description, helper);
        }
        let output = [
          `${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`,
          ""
        ];
        const commandDescription = helper.commandDescription(cmd);
        if (commandDescription.length > 0) {
          output = output.concat([
            helper.boxWrap(
              helper.styleCommandDescription(commandDescription),
              helpWidth
            ),
            ""
          ]);
        }
        const argumentList = helper.visibleArguments(cmd).map((argument) => {
          return callFormatItem(
            helper.styleArgumentTerm(helper.argumentTerm(argument)),
            helper.styleArgumentDescription(helper.argumentDescription(argument))
          );
        });
        output = output.concat(
          this.formatItemList("Arguments:", argumentList, helper)
        );
        const optionGroups = this.groupItems(
          cmd.options,
          helper.visibleOptions(cmd),
          (option) => option.helpGroupHeading ?? "Options:"
        );
        optionGroups.forEach((options, group3) => {
          const optionList = options.map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(this.formatItemList(group3, optionList, helper));
        });
        if (helper.showGlobalOptions) {
          const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(
            this.formatItemList("Global Options:", globalOptionList, helper)
          );
        }
        const commandGroups = this.groupItems(
          cmd.commands,
          helper.visibleCommands(cmd),
          (sub) => sub.helpGroup() || "Commands:"
        );
        commandGroups.forEach((commands, group3) => {
          const commandList = commands.map((sub) => {
            return callFormatItem(
              helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
              helper.styleSubcommandDescription(helper.subcommandDescription(sub))
            );
          });
          output = output.concat(this.formatItemList(group3, commandList, helper));
        });
        return output.join("\n");
      }
      /**
       * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
       *
       * @param {string} str
       * @returns {number}
       */
      displayWidth(str) {
        return (0, import_node_util.stripVTControlCharacters)(str).length;
      }
      /**
       * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
       *
       * @param {string} str
       * @returns {string}
       */
      styleTitle(str) {
        return str;
      }
      styleUsage(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word === "[command]") return this.styleSubcommandText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleCommandText(word);
        }).join(" ");
      }
      styleCommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleOptionDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleSubcommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleArgumentDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleDescriptionText(str) {
        return str;
      }
      styleOptionTerm(str) {
        return this.styleOptionText(str);
      }
      styleSubcommandTerm(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleSubcommandText(word);
        }).join(" ");
      }
      styleArgumentTerm(str) {
        return this.styleArgumentText(str);
      }
      styleOptionText(str) {
        return str;
      }
      styleArgumentText(str) {
        return str;
      }
      styleSubcommandText(str) {
        return str;
      }
      styleCommandText(str) {
        return str;
      }
      /**
       * Calculate the pad width from the maximum term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      padWidth(cmd, helper) {
        return Math.max(
          helper.longestOptionTermLength(cmd, helper),
          helper.longestGlobalOptionTermLength(cmd, helper),
          helper.longestSubcommandTermLength(cmd, helper),
          helper.longestArgumentTermLength(cmd, helper)
        );
      }
      /**
       * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
       *
       * @param {string} str
       * @returns {boolean}
       */
      preformatted(str) {
        return /\n[^\S\r\n]/.test(str);
      }
      /**
       * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
       *
       * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
       *   TTT  DDD DDDD
       *        DD DDD
       *
       * @param {string} term
       * @param {number} termWidth
       * @param {string} description
       * @param {Help} helper
       * @returns {string}
       */
      formatItem(term, termWidth, description, helper) {
        const itemIndent = 2;
        const itemIndentStr = " ".repeat(itemIndent);
        if (!description) return itemIndentStr + term;
        const paddedTerm = term.padEnd(
          termWidth + term.length - helper.displayWidth(term)
        );
        const spacerWidth = 2;
        const helpWidth = this.helpWidth ?? 80;
        const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
        let formattedDescription;
        if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) {
          formattedDescription = description;
        } else {
          const wrappedDescription = helper.boxWrap(description, remainingWidth);
          formattedDescription = wrappedDescription.replace(
            /\n/g,
            "\n" + " ".repeat(termWidth + spacerWidth)
          );
        }
        return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `
${itemIndentStr}`);
      }
      /**
       * Wrap a string at whitespace, preserving existing line breaks.
       * Wrapping is skipped if the width is less than `minWidthToWrap`.
       *
       * @param {string} str
       * @param {number} width
       * @returns {string}
       */
      boxWrap(str, width) {
        if (width < this.minWidthToWrap) return str;
        const rawLines = str.split(/\r\n|\n/);
        const chunkPattern = /[\s]*[^\s]+/g;
        const wrappedLines = [];
        rawLines.forEach((line) => {
          const chunks = line.match(chunkPattern);
          if (chunks === null) {
            wrappedLines.push("");
            return;
          }
          let sumChunks = [chunks.shift()];
          let sumWidth = this.displayWidth(sumChunks[0]);
          chunks.forEach((chunk) => {
            const visibleWidth = this.displayWidth(chunk);
            if (sumWidth + visibleWidth <= width) {
              sumChunks.push(chunk);
              sumWidth += visibleWidth;
              return;
            }
            wrappedLines.push(sumChunks.join(""));
            const nextChunk = chunk.trimStart();
            sumChunks = [nextChunk];
            sumWidth = this.displayWidth(nextChunk);
          });
          wrappedLines.push(sumChunks.join(""));
        });
        return wrappedLines.join("\n");
      }
    };
  }
});

// node_modules/commander/lib/option.js
function camelcase(str) {
  return str.split("-").reduce((str2, word) => {
    return str2 + word[0].toUpperCase() + word.slice(1);
  });
}
function splitOptionFlags(flags2) {
  let shortFlag;
  let longFlag;
  const shortFlagExp = /^-[^-]$/;
  const longFlagExp = /^--[^-]/;
  const flagParts = flags2.split(/[ |,]+/).concat("guard");
  if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
  if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
  if (!shortFlag && shortFlagExp.test(flagParts[0]))
    shortFlag = flagParts.shift();
  if (!shortFlag && longFlagExp.test(flagParts[0])) {
    shortFlag = longFlag;
    longFlag = flagParts.shift();
  }
  if (flagParts[0].startsWith("-")) {
    const unsupportedFlag = flagParts[0];
    const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags2}'`;
    if (/^-[^-][^-]/.test(unsupportedFlag))
      throw new Error(
        `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`
      );
    if (shortFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many short flags`);
    if (longFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many long flags`);
    throw new Error(`${baseError}
- unrecognised flag format`);
  }
  if (shortFlag === void 0 && longFlag === void 0)
    throw new Error(
      `option creation failed due to no flags found in '${flags2}'.`
    );
  return { shortFlag, longFlag };
}
var Option, DualOptions;
var init_option = __esm({
  "node_modules/commander/lib/option.js"() {
    "use strict";
    init_error();
    Option = class {
      /**
       * Initialize a new `Option` with the given `flags` and `description`.
       *
       * @param {string} flags
       * @param {string} [description]
       */
      constructor(flags2, description) {
        this.flags = flags2;
        this.description = description || "";
        this.required = flags2.includes("<");
        this.optional = flags2.includes("[");
        this.variadic = new RegExp("\\p{ID_Continue}\\.\\.\\.[>\\]]$", "u").test(flags2);
        this.mandatory = false;
        const optionFlags = splitOptionFlags(flags2);
        this.short = optionFlags.shortFlag;
        this.long = optionFlags.longFlag;
        this.negate = false;
        if (this.long) {
          this.negate = this.long.startsWith("--no-");
        }
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.presetArg = void 0;
        this.envVar = void 0;
        this.parseArg = void 0;
        this.hidden = false;
        this.argChoices = void 0;
        this.conflictsWith = [];
        this.implied = void 0;
        this.helpGroupHeading = void 0;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Option}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Preset to use when option used without option-argument, especially optional but also boolean and negated.
       * The custom processing (parseArg) is called.
       *
       * @example
       * new Option('--color').default('GREYSCALE').preset('RGB');
       * new Option('--donate [amount]').preset('20').argParser(parseFloat);
       *
       * @param {*} arg
       * @return {Option}
       */
      preset(arg) {
        this.presetArg = arg;
        return this;
      }
      /**
       * Add option name(s) that conflict with this option.
       * An error will be displayed if conflicting options are found during parsing.
       *
       * @example
       * new Option('--rgb').conflicts('cmyk');
       * new Option('--js').conflicts(['ts', 'jsx']);
       *
       * @param {(string | string[])} names
       * @return {Option}
       */
      conflicts(names) {
        this.conflictsWith = this.conflictsWith.concat(names);
        return this;
      }
      /**
       * Specify implied option values for when this option is set and the implied options are not.
       *
       * The custom processing (parseArg) is not called on the implied values.
       *
       * @example
       * program
       *   .addOption(new Option('--log', 'write logging information to file'))
       *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
       *
       * @param {object} impliedOptionValues
       * @return {Option}
       */
      implies(impliedOptionValues) {
        let newImplied = impliedOptionValues;
        if (typeof impliedOptionValues === "string") {
          newImplied = { [impliedOptionValues]: true };
        }
        this.implied = Object.assign(this.implied || {}, newImplied);
        return this;
      }
      /**
       * Set environment variable to check for option value.
       *
       * An environment variable is only used if when processed the current option value is
       * undefined, or the source of the current value is 'default' or 'config' or 'env'.
       *
       * @param {string} name
       * @return {Option}
       */
      env(name) {
        this.envVar = name;
        return this;
      }
      /**
       * Set the custom handler for processing CLI option arguments into option values.
       *
       * @param {Function} [fn]
       * @return {Option}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Whether the option is mandatory and must have a value after parsing.
       *
       * @param {boolean} [mandatory=true]
       * @return {Option}
       */
      makeOptionMandatory(mandatory = true) {
        this.mandatory = !!mandatory;
        return this;
      }
      /**
       * Hide option in help.
       *
       * @param {boolean} [hide=true]
       * @return {Option}
       */
      hideHelp(hide = true) {
        this.hidden = !!hide;
        return this;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Only allow option value to be one of choices.
       *
       * @param {string[]} values
       * @return {Option}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Return option name.
       *
       * @return {string}
       */
      name() {
        if (this.long) {
          return this.long.replace(/^--/, "");
        }
        return this.short.replace(/^-/, "");
      }
      /**
       * Return option name, in a camelcase format that can be used
       * as an object attribute key.
       *
       * @return {string}
       */
      attributeName() {
        if (this.negate) {
          return camelcase(this.name().replace(/^no-/, ""));
        }
        return camelcase(this.name());
      }
      /**
       * Set the help group heading.
       *
       * @param {string} heading
       * @return {Option}
       */
      helpGroup(heading) {
        this.helpGroupHeading = heading;
        return this;
      }
      /**
       * Check if `arg` matches the short or long flag.
       *
       * @param {string} arg
       * @return {boolean}
       * @package
       */
      is(arg) {
        return this.short === arg || this.long === arg;
      }
      /**
       * Return whether a boolean option.
       *
       * Options are one of boolean, negated, required argument, or optional argument.
       *
       * @return {boolean}
       * @package
       */
      isBoolean() {
        return !this.required && !this.optional && !this.negate;
      }
    };
    DualOptions = class {
      /**
       * @param {Option[]} options
       */
      constructor(options) {
        this.positiveOptions = /* @__PURE__ */ new Map();
        this.negativeOptions = /* @__PURE__ */ new Map();
        this.dualOptions = /* @__PURE__ */ new Set();
        options.forEach((option) => {
          if (option.negate) {
            this.negativeOptions.set(option.attributeName(), option);
          } else {
            this.positiveOptions.set(option.attributeName(), option);
          }
        });
        this.negativeOptions.forEach((value, key) => {
          if (this.positiveOptions.has(key)) {
            this.dualOptions.add(key);
          }
        });
      }
      /**
       * Did the value come from the option, and not from possible matching dual option?
       *
       * @param {*} value
       * @param {Option} option
       * @returns {boolean}
       */
      valueFromOption(value, option) {
        const optionKey = option.attributeName();
        if (!this.dualOptions.has(optionKey)) return true;
        const preset = this.negativeOptions.get(optionKey).presetArg;
        const negativeValue = preset !== void 0 ? preset : false;
        return option.negate === (negativeValue === value);
      }
    };
  }
});

// node_modules/commander/lib/suggestSimilar.js
function editDistance(a, b) {
  if (Math.abs(a.length - b.length) > maxDistance)
    return Math.max(a.length, b.length);
  const d = [];
  for (let i = 0; i <= a.length; i++) {
    d[i] = [i];
  }
  for (let j = 0; j <= b.length; j++) {
    d[0][j] = j;
  }
  for (let j = 1; j <= b.length; j++) {
    for (let i = 1; i <= a.length; i++) {
      let cost;
      if (a[i - 1] === b[j - 1]) {
        cost = 0;
      } else {
        cost = 1;
      }
      d[i][j] = Math.min(
        d[i - 1][j] + 1,
        // deletion
        d[i][j - 1] + 1,
        // insertion
        d[i - 1][j - 1] + cost
        // substitution
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.length][b.length];
}
function suggestSimilar(word, candidates) {
  if (!candidates || candidates.length === 0) return "";
  candidates = Array.from(new Set(candidates));
  const searchingOptions = word.startsWith("--");
  if (searchingOptions) {
    word = word.slice(2);
    candidates = candidates.map((candidate) => candidate.slice(2));
  }
  let similar = [];
  let bestDistance = maxDistance;
  const minSimilarity = 0.4;
  candidates.forEach((candidate) => {
    if (candidate.length <= 1) return;
    const distance = editDistance(word, candidate);
    const length = Math.max(word.length, candidate.length);
    const similarity = (length - distance) / length;
    if (similarity > minSimilarity) {
      if (distance < bestDistance) {
        bestDistance = distance;
        similar = [candidate];
      } else if (distance === bestDistance) {
        similar.push(candidate);
      }
    }
  });
  similar.sort((a, b) => a.localeCompare(b));
  if (searchingOptions) {
    similar = similar.map((candidate) => `--${candidate}`);
  }
  if (similar.length > 1) {
    return `
(Did you mean one of ${similar.join(", ")}?)`;
  }
  if (similar.length === 1) {
    return `
(Did you mean ${similar[0]}?)`;
  }
  return "";
}
var maxDistance;
var init_suggestSimilar = __esm({
  "node_modules/commander/lib/suggestSimilar.js"() {
    "use strict";
    maxDistance = 3;
  }
});

// node_modules/commander/lib/command.js
function incrementNodeInspectorPort(args) {
  return args.map((arg) => {
    if (!arg.startsWith("--inspect")) {
      return arg;
    }
    let debugOption;
    let debugHost = "127.0.0.1";
    let debugPort = "9229";
    let match;
    if ((match = arg.match(/^(--inspect(-brk|-wait)?)$/)) !== null) {
      debugOption = match[1];
    } else if ((match = arg.match(
      /^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+)$/
    )) !== null) {
      debugOption = match[1];
      if (/^\d+$/.test(match[3])) {
        debugPort = match[3];
      } else {
        debugHost = match[3];
      }
    } else if ((match = arg.match(
      /^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+):(\d+)$/
    )) !== null) {
      debugOption = match[1];
      debugHost = match[3];
      debugPort = match[4];
    }
    if (debugOption && debugPort !== "0") {
      return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
    }
    return arg;
  });
}
function useColor() {
  if (import_node_process.default.env.NO_COLOR || import_node_process.default.env.FORCE_COLOR === "0" || import_node_process.default.env.FORCE_COLOR === "false")
    return false;
  if (import_node_process.default.env.FORCE_COLOR || import_node_process.default.env.CLICOLOR_FORCE !== void 0)
    return true;
  return void 0;
}
var import_node_events, import_node_child_process, import_node_path, import_node_fs, import_node_process, import_node_util2, Command;
var init_command = __esm({
  "node_modules/commander/lib/command.js"() {
    "use strict";
    import_node_events = require("node:events");
    import_node_child_process = __toESM(require("node:child_process"), 1);
    import_node_path = __toESM(require("node:path"), 1);
    import_node_fs = __toESM(require("node:fs"), 1);
    import_node_process = __toESM(require("node:process"), 1);
    import_node_util2 = require("node:util");
    init_argument();
    init_error();
    init_help();
    init_option();
    init_suggestSimilar();
    Command = class _Command extends import_node_events.EventEmitter {
      /**
       * Initialize a new `Command`.
       *
       * @param {string} [name]
       */
      constructor(name) {
        super();
        this.commands = [];
        this.options = [];
        this.parent = null;
        this._allowUnknownOption = false;
        this._allowExcessArguments = false;
        this.registeredArguments = [];
        this._args = this.registeredArguments;
        this.args = [];
        this.rawArgs = [];
        this.processedArgs = [];
        this._scriptPath = null;
        this._name = name || "";
        this._optionValues = {};
        this._optionValueSources = {};
        this._storeOptionsAsProperties = false;
        this._actionHandler = null;
        this._executableHandler = false;
        this._executableFile = null;
        this._executableDir = null;
        this._defaultCommandName = null;
        this._exitCallback = null;
        this._aliases = [];
        this._combineFlagAndOptionalValue = true;
        this._description = "";
        this._summary = "";
        this._argsDescription = void 0;
        this._enablePositionalOptions = false;
        this._passThroughOptions = false;
        this._lifeCycleHooks = {};
        this._showHelpAfterError = false;
        this._showSuggestionAfterError = true;
        this._savedState = null;
        this._outputConfiguration = {
          writeOut: (str) => import_node_process.default.stdout.write(str),
          writeErr: (str) => import_node_process.default.stderr.write(str),
          outputError: (str, write) => write(str),
          getOutHelpWidth: () => import_node_process.default.stdout.isTTY ? import_node_process.default.stdout.columns : void 0,
          getErrHelpWidth: () => import_node_process.default.stderr.isTTY ? import_node_process.default.stderr.columns : void 0,
          getOutHasColors: () => useColor() ?? (import_node_process.default.stdout.isTTY && import_node_process.default.stdout.hasColors?.()),
          getErrHasColors: () => useColor() ?? (import_node_process.default.stderr.isTTY && import_node_process.default.stderr.hasColors?.()),
          stripColor: (str) => (0, import_node_util2.stripVTControlCharacters)(str)
        };
        this._hidden = false;
        this._helpOption = void 0;
        this._addImplicitHelpCommand = void 0;
        this._helpCommand = void 0;
        this._helpConfiguration = {};
        this._helpGroupHeading = void 0;
        this._defaultCommandGroup = void 0;
        this._defaultOptionGroup = void 0;
      }
      /**
       * Copy settings that are useful to have in common across root command and subcommands.
       *
       * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
       *
       * @param {Command} sourceCommand
       * @return {Command} `this` command for chaining
       */
      copyInheritedSettings(sourceCommand) {
        this._outputConfiguration = sourceCommand._outputConfiguration;
        this._helpOption = sourceCommand._helpOption;
        this._helpCommand = sourceCommand._helpCommand;
        this._helpConfiguration = sourceCommand._helpConfiguration;
        this._exitCallback = sourceCommand._exitCallback;
        this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
        this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
        this._allowExcessArguments = sourceCommand._allowExcessArguments;
        this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
        this._showHelpAfterError = sourceCommand._showHelpAfterError;
        this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
        return this;
      }
      /**
       * @returns {Command[]}
       * @private
       */
      _getCommandAndAncestors() {
        const result = [];
        for (let command = this; command; command = command.parent) {
          result.push(command);
        }
        return result;
      }
      /**
       * Define a command.
       *
       * There are two styles of command: pay attention to where to put the description.
       *
       * @example
       * // Command implemented using action handler (description is supplied separately to `.command`)
       * program
       *   .command('clone <source> [destination]')
       *   .description('clone a repository into a newly created directory')
       *   .action((source, destination) => {
       *     console.log('clone command called');
       *   });
       *
       * // Command implemented using separate executable file (description is second parameter to `.command`)
       * program
       *   .command('start <service>', 'start named service')
       *   .command('stop [service]', 'stop named service, or all if no name supplied');
       *
       * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
       * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
       * @param {object} [execOpts] - configuration options (for executable)
       * @return {Command} returns new command for action handler, or `this` for executable command
       */
      command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
        let desc = actionOptsOrExecDesc;
        let opts = execOpts;
        if (typeof desc === "object" && desc !== null) {
          opts = desc;
          desc = null;
        }
        opts = opts || {};
        const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const cmd = this.createCommand(name);
        if (desc) {
          cmd.description(desc);
          cmd._executableHandler = true;
        }
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        cmd._hidden = !!(opts.noHelp || opts.hidden);
        cmd._executableFile = opts.executableFile || null;
        if (args) cmd.arguments(args);
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd.copyInheritedSettings(this);
        if (desc) return this;
        return cmd;
      }
      /**
       * Factory routine to create a new unattached command.
       *
       * See .command() for creating an attached subcommand, which uses this routine to
       * create the command. You can override createCommand to customise subcommands.
       *
       * @param {string} [name]
       * @return {Command} new command
       */
      createCommand(name) {
        return new _Command(name);
      }
      /**
       * You can customise the help with a subclass of Help by overriding createHelp,
       * or by overriding Help properties using configureHelp().
       *
       * @return {Help}
       */
      createHelp() {
        return Object.assign(new Help(), this.configureHelp());
      }
      /**
       * You can customise the help by overriding Help properties using configureHelp(),
       * or with a subclass of Help by overriding createHelp().
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureHelp(configuration) {
        if (configuration === void 0) return this._helpConfiguration;
        this._helpConfiguration = configuration;
        return this;
      }
      /**
       * The default output goes to stdout and stderr. You can customise this for special
       * applications. You can also customise the display of errors by overriding outputError.
       *
       * The configuration properties are all functions:
       *
       *     // change how output being written, defaults to stdout and stderr
       *     writeOut(str)
       *     writeErr(str)
       *     // change how output being written for errors, defaults to writeErr
       *     outputError(str, write) // used for displaying errors and not used for displaying help
       *     // specify width for wrapping help
       *     getOutHelpWidth()
       *     getErrHelpWidth()
       *     // color support, currently only used with Help
       *     getOutHasColors()
       *     getErrHasColors()
       *     stripColor() // used to remove ANSI escape codes if output does not have colors
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureOutput(configuration) {
        if (configuration === void 0) return this._outputConfiguration;
        this._outputConfiguration = {
          ...this._outputConfiguration,
          ...configuration
        };
        return this;
      }
      /**
       * Display the help or a custom message after an error occurs.
       *
       * @param {(boolean|string)} [displayHelp]
       * @return {Command} `this` command for chaining
       */
      showHelpAfterError(displayHelp = true) {
        if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
        this._showHelpAfterError = displayHelp;
        return this;
      }
      /**
       * Display suggestion of similar commands for unknown commands, or options for unknown options.
       *
       * @param {boolean} [displaySuggestion]
       * @return {Command} `this` command for chaining
       */
      showSuggestionAfterError(displaySuggestion = true) {
        this._showSuggestionAfterError = !!displaySuggestion;
        return this;
      }
      /**
       * Add a prepared subcommand.
       *
       * See .command() for creating an attached subcommand which inherits settings from its parent.
       *
       * @param {Command} cmd - new subcommand
       * @param {object} [opts] - configuration options
       * @return {Command} `this` command for chaining
       */
      addCommand(cmd, opts) {
        if (!cmd._name) {
          throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
        }
        opts = opts || {};
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        if (opts.noHelp || opts.hidden) cmd._hidden = true;
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd._checkForBrokenPassThrough();
        return this;
      }
      /**
       * Factory routine to create a new unattached argument.
       *
       * See .argument() for creating an attached argument, which uses this routine to
       * create the argument. You can override createArgument to return a custom argument.
       *
       * @param {string} name
       * @param {string} [description]
       * @return {Argument} new argument
       */
      createArgument(name, description) {
        return new Argument(name, description);
      }
      /**
       * Define argument syntax for command.
       *
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @example
       * program.argument('<input-file>');
       * program.argument('[output-file]');
       *
       * @param {string} name
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom argument processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      argument(name, description, parseArg, defaultValue) {
        const argument = this.createArgument(name, description);
        if (typeof parseArg === "function") {
          argument.default(defaultValue).argParser(parseArg);
        } else {
          argument.default(parseArg);
        }
        this.addArgument(argument);
        return this;
      }
      /**
       * Define argument syntax for command, adding multiple at once (without descriptions).
       *
       * See also .argument().
       *
       * @example
       * program.arguments('<cmd> [env]');
       *
       * @param {string} names
       * @return {Command} `this` command for chaining
       */
      arguments(names) {
        names.trim().split(/ +/).forEach((detail) => {
          this.argument(detail);
        });
        return this;
      }
      /**
       * Define argument syntax for command, adding a prepared argument.
       *
       * @param {Argument} argument
       * @return {Command} `this` command for chaining
       */
      addArgument(argument) {
        const previousArgument = this.registeredArguments.slice(-1)[0];
        if (previousArgument?.variadic) {
          throw new Error(
            `only the last argument can be variadic '${previousArgument.name()}'`
          );
        }
        if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) {
          throw new Error(
            `a default value for a required argument is never used: '${argument.name()}'`
          );
        }
        this.registeredArguments.push(argument);
        return this;
      }
      /**
       * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
       *
       * @example
       *    program.helpCommand('help [cmd]');
       *    program.helpCommand('help [cmd]', 'show help');
       *    program.helpCommand(false); // suppress default help command
       *    program.helpCommand(true); // add help command even if no subcommands
       *
       * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
       * @param {string} [description] - custom description
       * @return {Command} `this` command for chaining
       */
      helpCommand(enableOrNameAndArgs, description) {
        if (typeof enableOrNameAndArgs === "boolean") {
          this._addImplicitHelpCommand = enableOrNameAndArgs;
          if (enableOrNameAndArgs && this._defaultCommandGroup) {
            this._initCommandGroup(this._getHelpCommand());
          }
          return this;
        }
        const nameAndArgs = enableOrNameAndArgs ?? "help [command]";
        const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const helpDescription = description ?? "display help for command";
        const helpCommand2 = this.createCommand(helpName);
        helpCommand2.helpOption(false);
        if (helpArgs) helpCommand2.arguments(helpArgs);
        if (helpDescription) helpCommand2.description(helpDescription);
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand2;
        if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand2);
        return this;
      }
      /**
       * Add prepared custom help command.
       *
       * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
       * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
       * @return {Command} `this` command for chaining
       */
      addHelpCommand(helpCommand2, deprecatedDescription) {
        if (typeof helpCommand2 !== "object") {
          this.helpCommand(helpCommand2, deprecatedDescription);
          return this;
        }
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand2;
        this._initCommandGroup(helpCommand2);
        return this;
      }
      /**
       * Lazy create help command.
       *
       * @return {(Command|null)}
       * @package
       */
      _getHelpCommand() {
        const hasImplicitHelpCommand = this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"));
        if (hasImplicitHelpCommand) {
          if (this._helpCommand === void 0) {
            this.helpCommand(void 0, void 0);
          }
          return this._helpCommand;
        }
        return null;
      }
      /**
       * Add hook for life cycle event.
       *
       * @param {string} event
       * @param {Function} listener
       * @return {Command} `this` command for chaining
       */
      hook(event, listener) {
        const allowedValues = ["preSubcommand", "preAction", "postAction"];
        if (!allowedValues.includes(event)) {
          throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        if (this._lifeCycleHooks[event]) {
          this._lifeCycleHooks[event].push(listener);
        } else {
          this._lifeCycleHooks[event] = [listener];
        }
        return this;
      }
      /**
       * Register callback to use as replacement for calling process.exit.
       *
       * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
       * @return {Command} `this` command for chaining
       */
      exitOverride(fn) {
        if (fn) {
          this._exitCallback = fn;
        } else {
          this._exitCallback = (err) => {
            if (err.code !== "commander.executeSubCommandAsync") {
              throw err;
            } else {
            }
          };
        }
        return this;
      }
      /**
       * Call process.exit, and _exitCallback if defined.
       *
       * @param {number} exitCode exit code for using with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       * @return never
       * @private
       */
      _exit(exitCode, code, message) {
        if (this._exitCallback) {
          this._exitCallback(new CommanderError(exitCode, code, message));
        }
        import_node_process.default.exit(exitCode);
      }
      /**
       * Register callback `fn` for the command.
       *
       * @example
       * program
       *   .command('serve')
       *   .description('start service')
       *   .action(function() {
       *      // do work here
       *   });
       *
       * @param {Function} fn
       * @return {Command} `this` command for chaining
       */
      action(fn) {
        const listener = (args) => {
          const expectedArgsCount = this.registeredArguments.length;
          const actionArgs = args.slice(0, expectedArgsCount);
          if (this._storeOptionsAsProperties) {
            actionArgs[expectedArgsCount] = this;
          } else {
            actionArgs[expectedArgsCount] = this.opts();
          }
          actionArgs.push(this);
          return fn.apply(this, actionArgs);
        };
        this._actionHandler = listener;
        return this;
      }
      /**
       * Factory routine to create a new unattached option.
       *
       * See .option() for creating an attached option, which uses this routine to
       * create the option. You can override createOption to return a custom option.
       *
       * @param {string} flags
       * @param {string} [description]
       * @return {Option} new option
       */
      createOption(flags2, description) {
        return new Option(flags2, description);
      }
      /**
       * Wrap parseArgs to catch 'commander.invalidArgument'.
       *
       * @param {(Option | Argument)} target
       * @param {string} value
       * @param {*} previous
       * @param {string} invalidArgumentMessage
       * @private
       */
      _callParseArg(target, value, previous, invalidArgumentMessage) {
        try {
          return target.parseArg(value, previous);
        } catch (err) {
          if (err.code === "commander.invalidArgument") {
            const message = `${invalidArgumentMessage} ${err.message}`;
            this.error(message, { exitCode: err.exitCode, code: err.code });
          }
          throw err;
        }
      }
      /**
       * Check for option flag conflicts.
       * Register option if no conflicts found, or throw on conflict.
       *
       * @param {Option} option
       * @private
       */
      _registerOption(option) {
        const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
        if (matchingOption) {
          const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
          throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
        }
        this._initOptionGroup(option);
        this.options.push(option);
      }
      /**
       * Check for command name and alias conflicts with existing commands.
       * Register command if no conflicts found, or throw on conflict.
       *
       * @param {Command} command
       * @private
       */
      _registerCommand(command) {
        const knownBy = (cmd) => {
          return [cmd.name()].concat(cmd.aliases());
        };
        const alreadyUsed = knownBy(command).find(
          (name) => this._findCommand(name)
        );
        if (alreadyUsed) {
          const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
          const newCmd = knownBy(command).join("|");
          throw new Error(
            `cannot add command '${newCmd}' as already have command '${existingCmd}'`
          );
        }
        this._initCommandGroup(command);
        this.commands.push(command);
      }
      /**
       * Add an option.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addOption(option) {
        this._registerOption(option);
        const oname = option.name();
        const name = option.attributeName();
        if (option.defaultValue !== void 0) {
          this.setOptionValueWithSource(name, option.defaultValue, "default");
        }
        const handleOptionValue = (val, invalidValueMessage, valueSource) => {
          if (val == null && option.presetArg !== void 0) {
            val = option.presetArg;
          }
          const oldValue = this.getOptionValue(name);
          if (val !== null && option.parseArg) {
            val = this._callParseArg(option, val, oldValue, invalidValueMessage);
          } else if (val !== null && option.variadic) {
            val = option._collectValue(val, oldValue);
          }
          if (val == null) {
            if (option.negate) {
              val = false;
            } else if (option.isBoolean() || option.optional) {
              val = true;
            } else {
              val = "";
            }
          }
          this.setOptionValueWithSource(name, val, valueSource);
        };
        this.on("option:" + oname, (val) => {
          const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
          handleOptionValue(val, invalidValueMessage, "cli");
        });
        if (option.envVar) {
          this.on("optionEnv:" + oname, (val) => {
            const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
            handleOptionValue(val, invalidValueMessage, "env");
          });
        }
        return this;
      }
      /**
       * Internal implementation shared by .option() and .requiredOption()
       *
       * @return {Command} `this` command for chaining
       * @private
       */
      _optionEx(config, flags2, description, fn, defaultValue) {
        if (typeof flags2 === "object" && flags2 instanceof Option) {
          throw new Error(
            "To add an Option object use addOption() instead of option() or requiredOption()"
          );
        }
        const option = this.createOption(flags2, description);
        option.makeOptionMandatory(!!config.mandatory);
        if (typeof fn === "function") {
          option.default(defaultValue).argParser(fn);
        } else if (fn instanceof RegExp) {
          const regex = fn;
          fn = (val, def) => {
            const m = regex.exec(val);
            return m ? m[0] : def;
          };
          option.default(defaultValue).argParser(fn);
        } else {
          option.default(fn);
        }
        return this.addOption(option);
      }
      /**
       * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
       * option-argument is indicated by `<>` and an optional option-argument by `[]`.
       *
       * See the README for more details, and see also addOption() and requiredOption().
       *
       * @example
       * program
       *     .option('-p, --pepper', 'add pepper')
       *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
       *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
       *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      option(flags2, description, parseArg, defaultValue) {
        return this._optionEx({}, flags2, description, parseArg, defaultValue);
      }
      /**
       * Add a required option which must have a value after parsing. This usually means
       * the option must be specified on the command line. (Otherwise the same as .option().)
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      requiredOption(flags2, description, parseArg, defaultValue) {
        return this._optionEx(
          { mandatory: true },
          flags2,
          description,
          parseArg,
          defaultValue
        );
      }
      /**
       * Alter parsing of short flags with optional values.
       *
       * @example
       * // for `.option('-f,--flag [value]'):
       * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
       * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
       *
       * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
       * @return {Command} `this` command for chaining
       */
      combineFlagAndOptionalValue(combine = true) {
        this._combineFlagAndOptionalValue = !!combine;
        return this;
      }
      /**
       * Allow unknown options on the command line.
       *
       * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
       * @return {Command} `this` command for chaining
       */
      allowUnknownOption(allowUnknown = true) {
        this._allowUnknownOption = !!allowUnknown;
        return this;
      }
      /**
       * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
       *
       * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
       * @return {Command} `this` command for chaining
       */
      allowExcessArguments(allowExcess = true) {
        this._allowExcessArguments = !!allowExcess;
        return this;
      }
      /**
       * Enable positional options. Positional means global options are specified before subcommands which lets
       * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
       * The default behaviour is non-positional and global options may appear anywhere on the command line.
       *
       * @param {boolean} [positional]
       * @return {Command} `this` command for chaining
       */
      enablePositionalOptions(positional = true) {
        this._enablePositionalOptions = !!positional;
        return this;
      }
      /**
       * Pass through options that come after command-arguments rather than treat them as command-options,
       * so actual command-options come before command-arguments. Turning this on for a subcommand requires
       * positional options to have been enabled on the program (parent commands).
       * The default behaviour is non-positional and options may appear before or after command-arguments.
       *
       * @param {boolean} [passThrough] for unknown options.
       * @return {Command} `this` command for chaining
       */
      passThroughOptions(passThrough = true) {
        this._passThroughOptions = !!passThrough;
        this._checkForBrokenPassThrough();
        return this;
      }
      /**
       * @private
       */
      _checkForBrokenPassThrough() {
        if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) {
          throw new Error(
            `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`
          );
        }
      }
      /**
       * Whether to store option values as properties on command object,
       * or store separately (specify false). In both cases the option values can be accessed using .opts().
       *
       * @param {boolean} [storeAsProperties=true]
       * @return {Command} `this` command for chaining
       */
      storeOptionsAsProperties(storeAsProperties = true) {
        if (this.options.length) {
          throw new Error("call .storeOptionsAsProperties() before adding options");
        }
        if (Object.keys(this._optionValues).length) {
          throw new Error(
            "call .storeOptionsAsProperties() before setting option values"
          );
        }
        this._storeOptionsAsProperties = !!storeAsProperties;
        return this;
      }
      /**
       * Retrieve option value.
       *
       * @param {string} key
       * @return {object} value
       */
      getOptionValue(key) {
        if (this._storeOptionsAsProperties) {
          return this[key];
        }
        return this._optionValues[key];
      }
      /**
       * Store option value.
       *
       * @param {string} key
       * @param {object} value
       * @return {Command} `this` command for chaining
       */
      setOptionValue(key, value) {
        return this.setOptionValueWithSource(key, value, void 0);
      }
      /**
       * Store option value and where the value came from.
       *
       * @param {string} key
       * @param {object} value
       * @param {string} source - expected values are default/config/env/cli/implied
       * @return {Command} `this` command for chaining
       */
      setOptionValueWithSource(key, value, source) {
        if (this._storeOptionsAsProperties) {
          this[key] = value;
        } else {
          this._optionValues[key] = value;
        }
        this._optionValueSources[key] = source;
        return this;
      }
      /**
       * Get source of option value.
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSource(key) {
        return this._optionValueSources[key];
      }
      /**
       * Get source of option value. See also .optsWithGlobals().
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSourceWithGlobals(key) {
        let source;
        this._getCommandAndAncestors().forEach((cmd) => {
          if (Object.hasOwn(cmd._optionValueSources, key)) {
            source = cmd.getOptionValueSource(key);
          }
        });
        return source;
      }
      /**
       * Get user arguments from implied or explicit arguments.
       * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
       *
       * @private
       */
      _prepareUserArgs(argv, parseOptions) {
        if (argv !== void 0 && !Array.isArray(argv)) {
          throw new Error("first parameter to parse must be array or undefined");
        }
        parseOptions = parseOptions || {};
        if (argv === void 0 && parseOptions.from === void 0) {
          if (import_node_process.default.versions?.electron) {
            parseOptions.from = "electron";
          }
          const execArgv = import_node_process.default.execArgv ?? [];
          if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) {
            parseOptions.from = "eval";
          }
        }
        if (argv === void 0) {
          argv = import_node_process.default.argv;
        }
        this.rawArgs = argv.slice();
        let userArgs;
        switch (parseOptions.from) {
          case void 0:
          case "node":
            this._scriptPath = argv[1];
            userArgs = argv.slice(2);
            break;
          case "electron":
            if (import_node_process.default.defaultApp) {
              this._scriptPath = argv[1];
              userArgs = argv.slice(2);
            } else {
              userArgs = argv.slice(1);
            }
            break;
          case "user":
            userArgs = argv.slice(0);
            break;
          case "eval":
            userArgs = argv.slice(1);
            break;
          default:
            throw new Error(
              `unexpected parse option { from: '${parseOptions.from}' }`
            );
        }
        if (!this._name && this._scriptPath)
          this.nameFromFilename(this._scriptPath);
        this._name = this._name || "program";
        return userArgs;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Use parseAsync instead of parse if any of your action handlers are async.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * program.parse(); // parse process.argv and auto-detect electron and special node flags
       * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
       * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv] - optional, defaults to process.argv
       * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
       * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
       * @return {Command} `this` command for chaining
       */
      parse(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        this._parseCommand([], userArgs);
        return this;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
       * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
       * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv]
       * @param {object} [parseOptions]
       * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
       * @return {Promise}
       */
      async parseAsync(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        await this._parseCommand([], userArgs);
        return this;
      }
      _prepareForParse() {
        if (this._savedState === null) {
          this.options.filter(
            (option) => option.negate && option.defaultValue === void 0 && this.getOptionValue(option.attributeName()) === void 0
          ).forEach((option) => {
            const positiveLongFlag = option.long.replace(/^--no-/, "--");
            if (!this._findOption(positiveLongFlag)) {
              this.setOptionValueWithSource(
                option.attributeName(),
                true,
                "default"
              );
            }
          });
          this.saveStateBeforeParse();
        } else {
          this.restoreStateBeforeParse();
        }
      }
      /**
       * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state saved.
       */
      saveStateBeforeParse() {
        this._savedState = {
          // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
          _name: this._name,
          // option values before parse have default values (including false for negated options)
          // shallow clones
          _optionValues: { ...this._optionValues },
          _optionValueSources: { ...this._optionValueSources }
        };
      }
      /**
       * Restore state before parse for calls after the first.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state restored.
       */
      restoreStateBeforeParse() {
        if (this._storeOptionsAsProperties)
          throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
        this._name = this._savedState._name;
        this._scriptPath = null;
        this.rawArgs = [];
        this._optionValues = { ...this._savedState._optionValues };
        this._optionValueSources = { ...this._savedState._optionValueSources };
        this.args = [];
        this.processedArgs = [];
      }
      /**
       * Throw if expected executable is missing. Add lots of help for author.
       *
       * @param {string} executableFile
       * @param {string} executableDir
       * @param {string} subcommandName
       */
      _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
        if (import_node_fs.default.existsSync(executableFile)) return;
        const executableDirMessage = executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory";
        const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
        throw new Error(executableMissing);
      }
      /**
       * Execute a sub-command executable.
       *
       * @private
       */
      _executeSubCommand(subcommand, args) {
        args = args.slice();
        const sourceExt = [".js", ".ts", ".tsx", ".mjs", ".cjs"];
        function findFile(baseDir, baseName) {
          const localBin = import_node_path.default.resolve(baseDir, baseName);
          if (import_node_fs.default.existsSync(localBin)) return localBin;
          if (sourceExt.includes(import_node_path.default.extname(baseName))) return void 0;
          const foundExt = sourceExt.find(
            (ext) => import_node_fs.default.existsSync(`${localBin}${ext}`)
          );
          if (foundExt) return `${localBin}${foundExt}`;
          return void 0;
        }
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
        let executableDir = this._executableDir || "";
        if (this._scriptPath) {
          let resolvedScriptPath;
          try {
            resolvedScriptPath = import_node_fs.default.realpathSync(this._scriptPath);
          } catch {
            resolvedScriptPath = this._scriptPath;
          }
          executableDir = import_node_path.default.resolve(
            import_node_path.default.dirname(resolvedScriptPath),
            executableDir
          );
        }
        if (executableDir) {
          let localFile = findFile(executableDir, executableFile);
          if (!localFile && !subcommand._executableFile && this._scriptPath) {
            const legacyName = import_node_path.default.basename(
              this._scriptPath,
              import_node_path.default.extname(this._scriptPath)
            );
            if (legacyName !== this._name) {
              localFile = findFile(
                executableDir,
                `${legacyName}-${subcommand._name}`
              );
            }
          }
          executableFile = localFile || executableFile;
        }
        const launchWithNode = sourceExt.includes(import_node_path.default.extname(executableFile));
        let proc;
        if (import_node_process.default.platform !== "win32") {
          if (launchWithNode) {
            args.unshift(executableFile);
            args = incrementNodeInspectorPort(import_node_process.default.execArgv).concat(args);
            proc = import_node_child_process.default.spawn(import_node_process.default.argv[0], args, { stdio: "inherit" });
          } else {
            proc = import_node_child_process.default.spawn(executableFile, args, { stdio: "inherit" });
          }
        } else {
          this._checkForMissingExecutable(
            executableFile,
            executableDir,
            subcommand._name
          );
          args.unshift(executableFile);
          args = incrementNodeInspectorPort(import_node_process.default.execArgv).concat(args);
          proc = import_node_child_process.default.spawn(import_node_process.default.execPath, args, { stdio: "inherit" });
        }
        if (!proc.killed) {
          const signals = ["SIGUSR1", "SIGUSR2", "SIGTERM", "SIGINT", "SIGHUP"];
          signals.forEach((signal) => {
            import_node_process.default.on(signal, () => {
              if (proc.killed === false && proc.exitCode === null) {
                proc.kill(signal);
              }
            });
          });
        }
        const exitCallback = this._exitCallback;
        proc.on("close", (code) => {
          code = code ?? 1;
          if (!exitCallback) {
            import_node_process.default.exit(code);
          } else {
            exitCallback(
              new CommanderError(
                code,
                "commander.executeSubCommandAsync",
                "(close)"
              )
            );
          }
        });
        proc.on("error", (err) => {
          if (err.code === "ENOENT") {
            this._checkForMissingExecutable(
              executableFile,
              executableDir,
              subcommand._name
            );
          } else if (err.code === "EACCES") {
            throw new Error(`'${executableFile}' not executable`);
          }
          if (!exitCallback) {
            import_node_process.default.exit(1);
          } else {
            const wrappedError = new CommanderError(
              1,
              "commander.executeSubCommandAsync",
              "(error)"
            );
            wrappedError.nestedError = err;
            exitCallback(wrappedError);
          }
        });
        this.runningCommand = proc;
      }
      /**
       * @private
       */
      _dispatchSubcommand(commandName, operands, unknown) {
        const subCommand = this._findCommand(commandName);
        if (!subCommand) this.help({ error: true });
        subCommand._prepareForParse();
        let promiseChain;
        promiseChain = this._chainOrCallSubCommandHook(
          promiseChain,
          subCommand,
          "preSubcommand"
        );
        promiseChain = this._chainOrCall(promiseChain, () => {
          if (subCommand._executableHandler) {
            this._executeSubCommand(subCommand, operands.concat(unknown));
          } else {
            return subCommand._parseCommand(operands, unknown);
          }
        });
        return promiseChain;
      }
      /**
       * Invoke help directly if possible, or dispatch if necessary.
       * e.g. help foo
       *
       * @private
       */
      _dispatchHelpCommand(subcommandName) {
        if (!subcommandName) {
          this.help();
        }
        const subCommand = this._findCommand(subcommandName);
        if (subCommand && !subCommand._executableHandler) {
          subCommand.help();
        }
        return this._dispatchSubcommand(
          subcommandName,
          [],
          [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]
        );
      }
      /**
       * Check this.args against expected this.registeredArguments.
       *
       * @private
       */
      _checkNumberOfArguments() {
        this.registeredArguments.forEach((arg, i) => {
          if (arg.required && this.args[i] == null) {
            this.missingArgument(arg.name());
          }
        });
        if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) {
          return;
        }
        if (this.args.length > this.registeredArguments.length) {
          this._excessArguments(this.args);
        }
      }
      /**
       * Process this.args using this.registeredArguments and save as this.processedArgs!
       *
       * @private
       */
      _processArguments() {
        const myParseArg = (argument, value, previous) => {
          let parsedValue = value;
          if (value !== null && argument.parseArg) {
            const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
            parsedValue = this._callParseArg(
              argument,
              value,
              previous,
              invalidValueMessage
            );
          }
          return parsedValue;
        };
        this._checkNumberOfArguments();
        const processedArgs = [];
        this.registeredArguments.forEach((declaredArg, index) => {
          let value = declaredArg.defaultValue;
          if (declaredArg.variadic) {
            if (index < this.args.length) {
              value = this.args.slice(index);
              if (declaredArg.parseArg) {
                value = value.reduce((processed, v) => {
                  return myParseArg(declaredArg, v, processed);
                }, declaredArg.defaultValue);
              }
            } else if (value === void 0) {
              value = [];
            }
          } else if (index < this.args.length) {
            value = this.args[index];
            if (declaredArg.parseArg) {
              value = myParseArg(declaredArg, value, declaredArg.defaultValue);
            }
          }
          processedArgs[index] = value;
        });
        this.processedArgs = processedArgs;
      }
      /**
       * Once we have a promise we chain, but call synchronously until then.
       *
       * @param {(Promise|undefined)} promise
       * @param {Function} fn
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCall(promise, fn) {
        if (promise?.then && typeof promise.then === "function") {
          return promise.then(() => fn());
        }
        return fn();
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallHooks(promise, event) {
        let result = promise;
        const hooks = [];
        this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
          hookedCommand._lifeCycleHooks[event].forEach((callback) => {
            hooks.push({ hookedCommand, callback });
          });
        });
        if (event === "postAction") {
          hooks.reverse();
        }
        hooks.forEach((hookDetail) => {
          result = this._chainOrCall(result, () => {
            return hookDetail.callback(hookDetail.hookedCommand, this);
          });
        });
        return result;
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {Command} subCommand
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallSubCommandHook(promise, subCommand, event) {
        let result = promise;
        if (this._lifeCycleHooks[event] !== void 0) {
          this._lifeCycleHooks[event].forEach((hook) => {
            result = this._chainOrCall(result, () => {
              return hook(this, subCommand);
            });
          });
        }
        return result;
      }
      /**
       * Process arguments in context of this command.
       * Returns action result, in case it is a promise.
       *
       * @private
       */
      _parseCommand(operands, unknown) {
        const parsed = this.parseOptions(unknown);
        this._parseOptionsEnv();
        this._parseOptionsImplied();
        operands = operands.concat(parsed.operands);
        unknown = parsed.unknown;
        this.args = operands.concat(unknown);
        if (operands && this._findCommand(operands[0])) {
          return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
        }
        if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) {
          return this._dispatchHelpCommand(operands[1]);
        }
        if (this._defaultCommandName) {
          this._outputHelpIfRequested(unknown);
          return this._dispatchSubcommand(
            this._defaultCommandName,
            operands,
            unknown
          );
        }
        if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) {
          this.help({ error: true });
        }
        this._outputHelpIfRequested(parsed.unknown);
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        const checkForUnknownOptions = () => {
          if (parsed.unknown.length > 0) {
            this.unknownOption(parsed.unknown[0]);
          }
        };
        const commandEvent = `command:${this.name()}`;
        if (this._actionHandler) {
          checkForUnknownOptions();
          this._processArguments();
          let promiseChain;
          promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
          promiseChain = this._chainOrCall(
            promiseChain,
            () => this._actionHandler(this.processedArgs)
          );
          if (this.parent) {
            promiseChain = this._chainOrCall(promiseChain, () => {
              this.parent.emit(commandEvent, operands, unknown);
            });
          }
          promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
          return promiseChain;
        }
        if (this.parent?.listenerCount(commandEvent)) {
          checkForUnknownOptions();
          this._processArguments();
          this.parent.emit(commandEvent, operands, unknown);
        } else if (operands.length) {
          if (this._findCommand("*")) {
            return this._dispatchSubcommand("*", operands, unknown);
          }
          if (this.listenerCount("command:*")) {
            this.emit("command:*", operands, unknown);
          } else if (this.commands.length) {
            this.unknownCommand();
          } else {
            checkForUnknownOptions();
            this._processArguments();
          }
        } else if (this.commands.length) {
          checkForUnknownOptions();
          this.help({ error: true });
        } else {
          checkForUnknownOptions();
          this._processArguments();
        }
      }
      /**
       * Find matching command.
       *
       * @private
       * @return {Command | undefined}
       */
      _findCommand(name) {
        if (!name) return void 0;
        return this.commands.find(
          (cmd) => cmd._name === name || cmd._aliases.includes(name)
        );
      }
      /**
       * Return an option matching `arg` if any.
       *
       * @param {string} arg
       * @return {Option}
       * @package
       */
      _findOption(arg) {
        return this.options.find((option) => option.is(arg));
      }
      /**
       * Display an error message if a mandatory option does not have a value.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForMissingMandatoryOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd.options.forEach((anOption) => {
            if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) {
              cmd.missingMandatoryOptionValue(anOption);
            }
          });
        });
      }
      /**
       * Display an error message if conflicting options are used together in this.
       *
       * @private
       */
      _checkForConflictingLocalOptions() {
        const definedNonDefaultOptions = this.options.filter((option) => {
          const optionKey = option.attributeName();
          if (this.getOptionValue(optionKey) === void 0) {
            return false;
          }
          return this.getOptionValueSource(optionKey) !== "default";
        });
        const optionsWithConflicting = definedNonDefaultOptions.filter(
          (option) => option.conflictsWith.length > 0
        );
        optionsWithConflicting.forEach((option) => {
          const conflictingAndDefined = definedNonDefaultOptions.find(
            (defined) => option.conflictsWith.includes(defined.attributeName())
          );
          if (conflictingAndDefined) {
            this._conflictingOption(option, conflictingAndDefined);
          }
        });
      }
      /**
       * Display an error message if conflicting options are used together.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForConflictingOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd._checkForConflictingLocalOptions();
        });
      }
      /**
       * Parse options from `argv` removing known options,
       * and return argv split into operands and unknown arguments.
       *
       * Side effects: modifies command by storing options. Does not reset state if called again.
       *
       * Examples:
       *
       *     argv => operands, unknown
       *     --known kkk op => [op], []
       *     op --known kkk => [op], []
       *     sub --unknown uuu op => [sub], [--unknown uuu op]
       *     sub -- --unknown uuu op => [sub --unknown uuu op], []
       *
       * @param {string[]} args
       * @return {{operands: string[], unknown: string[]}}
       */
      parseOptions(args) {
        const operands = [];
        const unknown = [];
        let dest = operands;
        function maybeOption(arg) {
          return arg.length > 1 && arg[0] === "-";
        }
        const negativeNumberArg = (arg) => {
          if (!/^-(\d+|\d*\.\d+)([eE][+-]?\d+)?$/.test(arg)) return false;
          return !this._getCommandAndAncestors().some(
            (cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short))
          );
        };
        let activeVariadicOption = null;
        let activeGroup = null;
        let i = 0;
        while (i < args.length || activeGroup) {
          const arg = activeGroup ?? args[i++];
          activeGroup = null;
          if (arg === "--") {
            if (dest === unknown) dest.push(arg);
            dest.push(...args.slice(i));
            break;
          }
          if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
            this.emit(`option:${activeVariadicOption.name()}`, arg);
            continue;
          }
          activeVariadicOption = null;
          if (maybeOption(arg)) {
            const option = this._findOption(arg);
            if (option) {
              if (option.required) {
                const value = args[i++];
                if (value === void 0) this.optionMissingArgument(option);
                this.emit(`option:${option.name()}`, value);
              } else if (option.optional) {
                let value = null;
                if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) {
                  value = args[i++];
                }
                this.emit(`option:${option.name()}`, value);
              } else {
                this.emit(`option:${option.name()}`);
              }
              activeVariadicOption = option.variadic ? option : null;
              continue;
            }
          }
          if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
            const option = this._findOption(`-${arg[1]}`);
            if (option) {
              if (option.required || option.optional && this._combineFlagAndOptionalValue) {
                this.emit(`option:${option.name()}`, arg.slice(2));
              } else {
                this.emit(`option:${option.name()}`);
                activeGroup = `-${arg.slice(2)}`;
              }
              continue;
            }
          }
          if (/^--[^=]+=/.test(arg)) {
            const index = arg.indexOf("=");
            const option = this._findOption(arg.slice(0, index));
            if (option && (option.required || option.optional)) {
              this.emit(`option:${option.name()}`, arg.slice(index + 1));
              continue;
            }
          }
          if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) {
            dest = unknown;
          }
          if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
            if (this._findCommand(arg)) {
              operands.push(arg);
              unknown.push(...args.slice(i));
              break;
            } else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
              operands.push(arg, ...args.slice(i));
              break;
            } else if (this._defaultCommandName) {
              unknown.push(arg, ...args.slice(i));
              break;
            }
          }
          if (this._passThroughOptions) {
            dest.push(arg, ...args.slice(i));
            break;
          }
          dest.push(arg);
        }
        return { operands, unknown };
      }
      /**
       * Return an object containing local option values as key-value pairs.
       *
       * @return {object}
       */
      opts() {
        if (this._storeOptionsAsProperties) {
          const result = {};
          const len = this.options.length;
          for (let i = 0; i < len; i++) {
            const key = this.options[i].attributeName();
            result[key] = key === this._versionOptionName ? this._version : this[key];
          }
          return result;
        }
        return this._optionValues;
      }
      /**
       * Return an object containing merged local and global option values as key-value pairs.
       *
       * @return {object}
       */
      optsWithGlobals() {
        return this._getCommandAndAncestors().reduce(
          (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
          {}
        );
      }
      /**
       * Display error message and exit (or call exitOverride).
       *
       * @param {string} message
       * @param {object} [errorOptions]
       * @param {string} [errorOptions.code] - an id string representing the error
       * @param {number} [errorOptions.exitCode] - used with process.exit
       */
      error(message, errorOptions) {
        this._outputConfiguration.outputError(
          `${message}
`,
          this._outputConfiguration.writeErr
        );
        if (typeof this._showHelpAfterError === "string") {
          this._outputConfiguration.writeErr(`${this._showHelpAfterError}
`);
        } else if (this._showHelpAfterError) {
          this._outputConfiguration.writeErr("\n");
          this.outputHelp({ error: true });
        }
        const config = errorOptions || {};
        const exitCode = config.exitCode || 1;
        const code = config.code || "commander.error";
        this._exit(exitCode, code, message);
      }
      /**
       * Apply any option related environment variables, if option does
       * not have a value from cli or client code.
       *
       * @private
       */
      _parseOptionsEnv() {
        this.options.forEach((option) => {
          if (option.envVar && option.envVar in import_node_process.default.env) {
            const optionKey = option.attributeName();
            if (this.getOptionValue(optionKey) === void 0 || ["default", "config", "env"].includes(
              this.getOptionValueSource(optionKey)
            )) {
              if (option.required || option.optional) {
                this.emit(`optionEnv:${option.name()}`, import_node_process.default.env[option.envVar]);
              } else {
                this.emit(`optionEnv:${option.name()}`);
              }
            }
          }
        });
      }
      /**
       * Apply any implied option values, if option is undefined or default value.
       *
       * @private
       */
      _parseOptionsImplied() {
        const dualHelper = new DualOptions(this.options);
        const hasCustomOptionValue = (optionKey) => {
          return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
        };
        this.options.filter(
          (option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option
          )
        ).forEach((option) => {
          Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              "implied"
            );
          });
        });
      }
      /**
       * Argument `name` is missing.
       *
       * @param {string} name
       * @private
       */
      missingArgument(name) {
        const message = `error: missing required argument '${name}'`;
        this.error(message, { code: "commander.missingArgument" });
      }
      /**
       * `Option` is missing an argument.
       *
       * @param {Option} option
       * @private
       */
      optionMissingArgument(option) {
        const message = `error: option '${option.flags}' argument missing`;
        this.error(message, { code: "commander.optionMissingArgument" });
      }
      /**
       * `Option` does not have a value, and is a mandatory option.
       *
       * @param {Option} option
       * @private
       */
      missingMandatoryOptionValue(option) {
        const message = `error: required option '${option.flags}' not specified`;
        this.error(message, { code: "commander.missingMandatoryOptionValue" });
      }
      /**
       * `Option` conflicts with another option.
       *
       * @param {Option} option
       * @param {Option} conflictingOption
       * @private
       */
      _conflictingOption(option, conflictingOption) {
        const findBestOptionFromValue = (option2) => {
          const optionKey = option2.attributeName();
          const optionValue = this.getOptionValue(optionKey);
          const negativeOption = this.options.find(
            (target) => target.negate && optionKey === target.attributeName()
          );
          const positiveOption = this.options.find(
            (target) => !target.negate && optionKey === target.attributeName()
          );
          if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) {
            return negativeOption;
          }
          return positiveOption || option2;
        };
        const getErrorMessage = (option2) => {
          const bestOption = findBestOptionFromValue(option2);
          const optionKey = bestOption.attributeName();
          const source = this.getOptionValueSource(optionKey);
          if (source === "env") {
            return `environment variable '${bestOption.envVar}'`;
          }
          return `option '${bestOption.flags}'`;
        };
        const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
        this.error(message, { code: "commander.conflictingOption" });
      }
      /**
       * Unknown option `flag`.
       *
       * @param {string} flag
       * @private
       */
      unknownOption(flag) {
        if (this._allowUnknownOption) return;
        let suggestion = "";
        if (flag.startsWith("--") && this._showSuggestionAfterError) {
          let candidateFlags = [];
          let command = this;
          do {
            const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
            candidateFlags = candidateFlags.concat(moreFlags);
            command = command.parent;
          } while (command && !command._enablePositionalOptions);
          suggestion = suggestSimilar(flag, candidateFlags);
        }
        const message = `error: unknown option '${flag}'${suggestion}`;
        this.error(message, { code: "commander.unknownOption" });
      }
      /**
       * Excess arguments, more than expected.
       *
       * @param {string[]} receivedArgs
       * @private
       */
      _excessArguments(receivedArgs) {
        if (this._allowExcessArguments) return;
        const expected = this.registeredArguments.length;
        const s = expected === 1 ? "" : "s";
        const received = receivedArgs.length;
        const forSubcommand = this.parent ? ` for '${this.name()}'` : "";
        const details = receivedArgs.join(", ");
        const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${received}: ${details}.`;
        this.error(message, { code: "commander.excessArguments" });
      }
      /**
       * Unknown command.
       *
       * @private
       */
      unknownCommand() {
        const unknownName = this.args[0];
        let suggestion = "";
        if (this._showSuggestionAfterError) {
          const candidateNames = [];
          this.createHelp().visibleCommands(this).forEach((command) => {
            candidateNames.push(command.name());
            if (command.alias()) candidateNames.push(command.alias());
          });
          suggestion = suggestSimilar(unknownName, candidateNames);
        }
        const message = `error: unknown command '${unknownName}'${suggestion}`;
        this.error(message, { code: "commander.unknownCommand" });
      }
      /**
       * Get or set the program version.
       *
       * This method auto-registers the "-V, --version" option which will print the version number.
       *
       * You can optionally supply the flags and description to override the defaults.
       *
       * @param {string} [str]
       * @param {string} [flags]
       * @param {string} [description]
       * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
       */
      version(str, flags2, description) {
        if (str === void 0) return this._version;
        this._version = str;
        flags2 = flags2 || "-V, --version";
        description = description || "output the version number";
        const versionOption = this.createOption(flags2, description);
        this._versionOptionName = versionOption.attributeName();
        this._registerOption(versionOption);
        this.on("option:" + versionOption.name(), () => {
          this._outputConfiguration.writeOut(`${str}
`);
          this._exit(0, "commander.version", str);
        });
        return this;
      }
      /**
       * Set the description.
       *
       * @param {string} [str]
       * @param {object} [argsDescription]
       * @return {(string|Command)}
       */
      description(str, argsDescription) {
        if (str === void 0 && argsDescription === void 0)
          return this._description;
        this._description = str;
        if (argsDescription) {
          this._argsDescription = argsDescription;
        }
        return this;
      }
      /**
       * Set the summary. Used when listed as subcommand of parent.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      summary(str) {
        if (str === void 0) return this._summary;
        this._summary = str;
        return this;
      }
      /**
       * Set an alias for the command.
       *
       * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
       *
       * @param {string} [alias]
       * @return {(string|Command)}
       */
      alias(alias) {
        if (alias === void 0) return this._aliases[0];
        let command = this;
        if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) {
          command = this.commands[this.commands.length - 1];
        }
        if (alias === command._name)
          throw new Error("Command alias can't be the same as its name");
        const matchingCommand = this.parent?._findCommand(alias);
        if (matchingCommand) {
          const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
          throw new Error(
            `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`
          );
        }
        command._aliases.push(alias);
        return this;
      }
      /**
       * Set aliases for the command.
       *
       * Only the first alias is shown in the auto-generated help.
       *
       * @param {string[]} [aliases]
       * @return {(string[]|Command)}
       */
      aliases(aliases) {
        if (aliases === void 0) return this._aliases;
        aliases.forEach((alias) => this.alias(alias));
        return this;
      }
      /**
       * Set / get the command usage `str`.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      usage(str) {
        if (str === void 0) {
          if (this._usage) return this._usage;
          const args = this.registeredArguments.map((arg) => {
            return humanReadableArgName(arg);
          });
          return [].concat(
            this.options.length || this._helpOption !== null ? "[options]" : [],
            this.commands.length ? "[command]" : [],
            this.registeredArguments.length ? args : []
          ).join(" ");
        }
        this._usage = str;
        return this;
      }
      /**
       * Get or set the name of the command.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      name(str) {
        if (str === void 0) return this._name;
        this._name = str;
        return this;
      }
      /**
       * Set/get the help group heading for this subcommand in parent command's help.
       *
       * @param {string} [heading]
       * @return {Command | string}
       */
      helpGroup(heading) {
        if (heading === void 0) return this._helpGroupHeading ?? "";
        this._helpGroupHeading = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for subcommands added to this command.
       * (This does not override a group set directly on the subcommand using .helpGroup().)
       *
       * @example
       * program.commandsGroup('Development Commands:');
       * program.command('watch')...
       * program.command('lint')...
       * ...
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      commandsGroup(heading) {
        if (heading === void 0) return this._defaultCommandGroup ?? "";
        this._defaultCommandGroup = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for options added to this command.
       * (This does not override a group set directly on the option using .helpGroup().)
       *
       * @example
       * program
       *   .optionsGroup('Development Options:')
       *   .option('-d, --debug', 'output extra debugging')
       *   .option('-p, --profile', 'output profiling information')
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      optionsGroup(heading) {
        if (heading === void 0) return this._defaultOptionGroup ?? "";
        this._defaultOptionGroup = heading;
        return this;
      }
      /**
       * @param {Option} option
       * @private
       */
      _initOptionGroup(option) {
        if (this._defaultOptionGroup && !option.helpGroupHeading)
          option.helpGroup(this._defaultOptionGroup);
      }
      /**
       * @param {Command} cmd
       * @private
       */
      _initCommandGroup(cmd) {
        if (this._defaultCommandGroup && !cmd.helpGroup())
          cmd.helpGroup(this._defaultCommandGroup);
      }
      /**
       * Set the name of the command from script filename, such as process.argv[1],
       * or import.meta.filename.
       *
       * (Used internally and public although not documented in README.)
       *
       * @example
       * program.nameFromFilename(import.meta.filename);
       *
       * @param {string} filename
       * @return {Command}
       */
      nameFromFilename(filename) {
        this._name = import_node_path.default.basename(filename, import_node_path.default.extname(filename));
        return this;
      }
      /**
       * Get or set the directory for searching for executable subcommands of this command.
       *
       * @example
       * program.executableDir(import.meta.dirname);
       * // or
       * program.executableDir('subcommands');
       *
       * @param {string} [path]
       * @return {(string|null|Command)}
       */
      executableDir(path7) {
        if (path7 === void 0) return this._executableDir;
        this._executableDir = path7;
        return this;
      }
      /**
       * Return program help documentation.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
       * @return {string}
       */
      helpInformation(contextOptions) {
        const helper = this.createHelp();
        const context = this._getOutputContext(contextOptions);
        helper.prepareContext({
          error: context.error,
          helpWidth: context.helpWidth,
          outputHasColors: context.hasColors
        });
        const text = helper.formatHelp(this, helper);
        if (context.hasColors) return text;
        return this._outputConfiguration.stripColor(text);
      }
      /**
       * @typedef HelpContext
       * @type {object}
       * @property {boolean} error
       * @property {number} helpWidth
       * @property {boolean} hasColors
       * @property {function} write - includes stripColor if needed
       *
       * @returns {HelpContext}
       * @private
       */
      _getOutputContext(contextOptions) {
        contextOptions = contextOptions || {};
        const error = !!contextOptions.error;
        let baseWrite;
        let hasColors;
        let helpWidth;
        if (error) {
          baseWrite = (str) => this._outputConfiguration.writeErr(str);
          hasColors = this._outputConfiguration.getErrHasColors();
          helpWidth = this._outputConfiguration.getErrHelpWidth();
        } else {
          baseWrite = (str) => this._outputConfiguration.writeOut(str);
          hasColors = this._outputConfiguration.getOutHasColors();
          helpWidth = this._outputConfiguration.getOutHelpWidth();
        }
        const write = (str) => {
          if (!hasColors) str = this._outputConfiguration.stripColor(str);
          return baseWrite(str);
        };
        return { error, write, hasColors, helpWidth };
      }
      /**
       * Output help information for this command.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      outputHelp(contextOptions) {
        let deprecatedCallback;
        if (typeof contextOptions === "function") {
          deprecatedCallback = contextOptions;
          contextOptions = void 0;
        }
        const outputContext = this._getOutputContext(contextOptions);
        const eventContext = {
          error: outputContext.error,
          write: outputContext.write,
          command: this
        };
        this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
        this.emit("beforeHelp", eventContext);
        let helpInformation = this.helpInformation({ error: outputContext.error });
        if (deprecatedCallback) {
          helpInformation = deprecatedCallback(helpInformation);
          if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) {
            throw new Error("outputHelp callback must return a string or a Buffer");
          }
        }
        outputContext.write(helpInformation);
        if (this._getHelpOption()?.long) {
          this.emit(this._getHelpOption().long);
        }
        this.emit("afterHelp", eventContext);
        this._getCommandAndAncestors().forEach(
          (command) => command.emit("afterAllHelp", eventContext)
        );
      }
      /**
       * You can pass in flags and a description to customise the built-in help option.
       * Pass in false to disable the built-in help option.
       *
       * @example
       * program.helpOption('-?, --help', 'show help'); // customise
       * program.helpOption(false); // disable
       *
       * @param {(string | boolean)} flags
       * @param {string} [description]
       * @return {Command} `this` command for chaining
       */
      helpOption(flags2, description) {
        if (typeof flags2 === "boolean") {
          if (flags2) {
            if (this._helpOption === null) this._helpOption = void 0;
            if (this._defaultOptionGroup) {
              this._initOptionGroup(this._getHelpOption());
            }
          } else {
            this._helpOption = null;
          }
          return this;
        }
        this._helpOption = this.createOption(
          flags2 ?? "-h, --help",
          description ?? "display help for command"
        );
        if (flags2 || description) this._initOptionGroup(this._helpOption);
        return this;
      }
      /**
       * Lazy create help option.
       * Returns null if has been disabled with .helpOption(false).
       *
       * @returns {(Option | null)} the help option
       * @package
       */
      _getHelpOption() {
        if (this._helpOption === void 0) {
          this.helpOption(void 0, void 0);
        }
        return this._helpOption;
      }
      /**
       * Supply your own option to use for the built-in help option.
       * This is an alternative to using helpOption() to customise the flags and description etc.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addHelpOption(option) {
        this._helpOption = option;
        this._initOptionGroup(option);
        return this;
      }
      /**
       * Output help information and exit.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      help(contextOptions) {
        this.outputHelp(contextOptions);
        let exitCode = Number(import_node_process.default.exitCode ?? 0);
        if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) {
          exitCode = 1;
        }
        this._exit(exitCode, "commander.help", "(outputHelp)");
      }
      /**
       * // Do a little typing to coordinate emit and listener for the help text events.
       * @typedef HelpTextEventContext
       * @type {object}
       * @property {boolean} error
       * @property {Command} command
       * @property {function} write
       */
      /**
       * Add additional text to be displayed with the built-in help.
       *
       * Position is 'before' or 'after' to affect just this command,
       * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
       *
       * @param {string} position - before or after built-in help
       * @param {(string | Function)} text - string to add, or a function returning a string
       * @return {Command} `this` command for chaining
       */
      addHelpText(position, text) {
        const allowedValues = ["beforeAll", "before", "after", "afterAll"];
        if (!allowedValues.includes(position)) {
          throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        const helpEvent = `${position}Help`;
        this.on(helpEvent, (context) => {
          let helpStr;
          if (typeof text === "function") {
            helpStr = text({ error: context.error, command: context.command });
          } else {
            helpStr = text;
          }
          if (helpStr) {
            context.write(`${helpStr}
`);
          }
        });
        return this;
      }
      /**
       * Output help information if help flags specified
       *
       * @param {Array} args - array of options to search for help flags
       * @private
       */
      _outputHelpIfRequested(args) {
        const helpOption = this._getHelpOption();
        const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
        if (helpRequested) {
          this.outputHelp();
          this._exit(0, "commander.helpDisplayed", "(outputHelp)");
        }
      }
    };
  }
});

// node_modules/commander/index.js
var program;
var init_commander = __esm({
  "node_modules/commander/index.js"() {
    "use strict";
    init_argument();
    init_command();
    init_error();
    init_help();
    init_option();
    program = new Command();
  }
});

// cli/output/table.ts
function widthOf(text) {
  let width = 0;
  for (const character of (0, import_node_util3.stripVTControlCharacters)(text)) {
    if (WITHOUT_WIDTH.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}
function tableText(columns, rows, { width, head }) {
  const cells = rows.map((row) => columns.map(({ text }) => oneLine(text(row))));
  const widths = columns.map(
    (column2, at) => Math.max(widthOf(column2.head), ...cells.map((row) => widthOf(row[at] ?? "")))
  );
  shrink(columns, widths, width);
  const line = (texts, paint) => texts.map((text, at) => {
    const { align } = columns[at] ?? {};
    const cut2 = cutTo(text, widths[at] ?? 0);
    const space = " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cut2)));
    const isLast = at === columns.length - 1;
    if (align === "right") return space + paint(cut2, at);
    return paint(cut2, at) + (isLast ? "" : space);
  }).join(GAP).trimEnd();
  return [
    line(
      columns.map((column2) => column2.head),
      (text) => head(text)
    ),
    ...rows.map(
      (row, n) => line(cells[n] ?? [], (text, at) => columns[at]?.paint?.(text, row) ?? text)
    )
  ].join("\n");
}
function shrink(columns, widths, width) {
  const all = () => widths.reduce((sum2, each) => sum2 + each, 0) + GAP.length * (widths.length - 1);
  for (let excess = all() - width; excess > 0; excess = all() - width) {
    const [widest] = widths.map((size, at) => ({ size, at })).filter(({ size, at }) => columns[at]?.shrinks && size > LEAST).sort((a, b) => b.size - a.size);
    if (!widest) return;
    widths[widest.at] = Math.max(LEAST, widest.size - excess);
  }
}
function cutTo(text, width) {
  if (widthOf(text) <= width) return text;
  let cut2 = "";
  for (const character of text) {
    if (widthOf(cut2 + character) > width - 1) break;
    cut2 += character;
  }
  return `${cut2}\u2026`;
}
var import_node_util3, GAP, LEAST, WIDE, WITHOUT_WIDTH, CONTROL, oneLine, harmless;
var init_table = __esm({
  "cli/output/table.ts"() {
    "use strict";
    import_node_util3 = require("node:util");
    GAP = "  ";
    LEAST = 8;
    WIDE = new RegExp("[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]|\\p{Extended_Pictographic}", "u");
    WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
    CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;
    oneLine = (text) => text.replace(CONTROL, " ").trim();
    harmless = (text) => text.split(/\r?\n/).map((line) => line.replace(CONTROL, " ")).join("\n");
  }
});

// cli/failure.ts
function failureText(failure, asJson) {
  const { code, message, retryable, fix, problems, requestId } = failure;
  if (asJson) {
    return JSON.stringify({
      code,
      message,
      retryable,
      ...fix ? { fix } : {},
      ...problems ? { problems } : {},
      ...requestId ? { request_id: requestId } : {}
    });
  }
  const way = fix ? `
    ${sentence(fix)}` : "";
  return harmless(`mc: ${sentence(message, false)}${way}`);
}
function sentence(words2, isCapital = true) {
  const text = isCapital && !words2.startsWith("mc ") ? words2.charAt(0).toUpperCase() + words2.slice(1) : words2;
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}
var EXIT, Failure, usage;
var init_failure = __esm({
  "cli/failure.ts"() {
    "use strict";
    init_table();
    EXIT = {
      done: 0,
      /** A defect of this program. */
      failed: 1,
      /** Wrong usage, or a request that Baton refuses as it stands: a field, a conflict, something that is not there. */
      usage: 2,
      /** No key, or one that does not work. */
      unauthenticated: 3,
      /** The key may not do this. */
      forbidden: 4,
      /** Baton does not answer. */
      network: 5,
      /** Baton answers that it cannot now, or failed. */
      server: 6,
      /** Stopped with Ctrl-C. */
      interrupted: 130
    };
    Failure = class extends Error {
      exitCode;
      code;
      fix;
      retryable;
      problems;
      requestId;
      constructor(message, options = {}) {
        super(message, { cause: options.cause });
        this.name = "Failure";
        this.exitCode = options.exitCode ?? EXIT.failed;
        this.code = options.code ?? (this.exitCode === EXIT.usage ? "usage" : "failed");
        this.fix = options.fix;
        this.retryable = options.retryable ?? false;
        this.problems = options.problems;
        this.requestId = options.requestId;
      }
    };
    usage = (message, fix) => new Failure(message, { exitCode: EXIT.usage, fix });
  }
});

// cli/verbs/verb.ts
var TASK, AGENT;
var init_verb = __esm({
  "cli/verbs/verb.ts"() {
    "use strict";
    TASK = { field: "id", as: "task" };
    AGENT = { field: "id", as: "agent" };
  }
});

// cli/output/values.ts
function valueText(name, value) {
  if (value === null || value === void 0 || value === "") return null;
  if (typeof value === "number" && TIME.test(name) && value > 1e9) return timeText(value);
  if (Array.isArray(value)) return listText(value);
  if (typeof value === "object") return objectText(name, value);
  return String(value);
}
function objectText(name, value) {
  const { done, total } = value;
  if (name === "progress" && typeof done === "number" && typeof total === "number")
    return progressBar(done, total) || null;
  const parts = Object.entries(value);
  if (parts.some(([, part]) => typeof part === "object" && part !== null))
    return JSON.stringify(value);
  const texts = parts.map(([part, of]) => [part, valueText(part, of)]).filter(([, text]) => text);
  return texts.map(([part, text]) => `${part} ${text}`).join(", ") || null;
}
function listText(values) {
  if (values.length === 0) return null;
  if (values.every((value) => typeof value !== "object")) return values.join(", ");
  return values.map((value) => {
    const { ticket_ref: ref, name, message, title } = value ?? {};
    return String(message ?? ref ?? name ?? title ?? JSON.stringify(value));
  }).join("; ");
}
function timeText(seconds) {
  if (typeof seconds !== "number") return "";
  const date = new Date(seconds * 1e3);
  const two = (n) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
function agoText(seconds, now = Date.now()) {
  if (typeof seconds !== "number") return "";
  const passed = Math.max(0, Math.round(now / 1e3 - seconds));
  if (passed < 60) return `${passed} s`;
  if (passed < 3600) return `${Math.round(passed / 60)} min`;
  if (passed < 172800) return `${Math.round(passed / 3600)} h`;
  return `${Math.round(passed / 86400)} d`;
}
function progressBar(done, total, places = 8) {
  if (total === 0) return "";
  const full = Math.round(places * done / total);
  return `${"\u2588".repeat(full)}${"\u2591".repeat(places - full)} ${done}/${total}`;
}
var TIME, moneyText;
var init_values = __esm({
  "cli/output/values.ts"() {
    "use strict";
    TIME = /(_at|_for|_date|last_seen|^since)$/;
    moneyText = (usd) => typeof usd === "number" ? `$${usd.toFixed(2)}` : "";
  }
});

// cli/groups/columns.ts
function column(field, options = {}) {
  return {
    head: field.replaceAll("_", " "),
    text: (row) => valueText(field, row[field]) ?? "",
    ...options
  };
}
var time, ago, money, number, wide, within, progress, TASK_COLUMNS, RUN_COLUMNS, KEY_COLUMNS;
var init_columns = __esm({
  "cli/groups/columns.ts"() {
    "use strict";
    init_values();
    time = (field, head = field) => column(field, { head, text: (row) => timeText(row[field]) });
    ago = (field, head) => column(field, { head, text: (row) => agoText(row[field]) });
    money = (field, head = field) => column(field, { head, align: "right", text: (row) => moneyText(row[field]) });
    number = (field, head = field) => column(field, { head, align: "right" });
    wide = (field, head = field) => column(field, { head, shrinks: true });
    within = (place, { text, ...column2 }) => ({
      ...column2,
      text: (row) => text(row[place] ?? {})
    });
    progress = {
      head: "steps",
      text: ({ progress: of }) => {
        const { done, total } = of ?? { done: 0, total: 0 };
        return progressBar(done, total);
      }
    };
    TASK_COLUMNS = [
      column("ticket_ref", { head: "task" }),
      column("status"),
      column("priority"),
      column("assigned_to", { head: "assigned" }),
      progress,
      wide("title"),
      ago("updated_at", "changed")
    ];
    RUN_COLUMNS = [
      number("id", "run"),
      column("task_ref", { head: "task" }),
      column("agent"),
      column("trigger"),
      column("outcome", { text: ({ outcome }) => String(outcome ?? "in_progress") }),
      time("started_at", "started"),
      time("finished_at", "finished"),
      money("cost_usd", "cost"),
      wide("error")
    ];
    KEY_COLUMNS = [
      number("id"),
      column("name"),
      column("key_prefix", { head: "begins with" }),
      column("role"),
      time("last_used_at", "last used"),
      time("expires_at", "expires"),
      time("revoked_at", "revoked")
    ];
  }
});

// cli/groups/tasks.ts
var tasks_exports = {};
__export(tasks_exports, {
  group: () => group
});
var tasks, group;
var init_tasks = __esm({
  "cli/groups/tasks.ts"() {
    "use strict";
    init_verb();
    init_columns();
    tasks = { at: "tasks", columns: TASK_COLUMNS, none: "No tasks." };
    group = {
      name: "tasks",
      about: "create, claim, report, change and read tasks",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "tasks.list",
          list: tasks,
          without: ["offset", "tags"]
        },
        { name: "get", aliases: ["show"], operation: "tasks.read", words: [TASK], one: "task" },
        {
          name: "create",
          aliases: ["add"],
          operation: "tasks.create",
          words: [{ field: "title", as: "title", rest: true, optional: true }],
          without: ["tags"],
          one: "task"
        },
        {
          name: "update",
          aliases: ["set"],
          operation: "tasks.update",
          words: [TASK],
          without: ["tags"],
          one: "task"
        },
        { name: "delete", operation: "tasks.delete", words: [TASK] },
        {
          name: "queue",
          aliases: ["poll", "next"],
          operation: "tasks.poll",
          about: "claim the best ready task for an agent: --agent, and --wait to wait for one",
          words: [{ field: "agent", as: "agent", optional: true }],
          one: "task",
          more: "The answer's run.id proves the claim: name it in every report with --run-id."
        },
        { name: "claim", operation: "tasks.claim", words: [TASK], one: "task" },
        {
          name: "complete",
          aliases: ["done", "submit"],
          operation: "tasks.complete",
          words: [TASK, { field: "resolution", as: "resolution", rest: true, optional: true }],
          one: "task"
        },
        {
          name: "fail",
          operation: "tasks.fail",
          words: [TASK, { field: "error", as: "error", rest: true }],
          one: "task"
        },
        {
          name: "release",
          operation: "tasks.release",
          words: [TASK, { field: "reason", as: "reason", rest: true, optional: true }],
          one: "task"
        },
        {
          name: "cancel",
          operation: "tasks.cancel",
          words: [TASK, { field: "reason", as: "reason", rest: true, optional: true }],
          one: "task"
        },
        {
          name: "retry",
          operation: "tasks.retry",
          words: [TASK, { field: "reason", as: "reason", rest: true, optional: true }],
          one: "task"
        },
        {
          name: "comments list",
          operation: "tasks.comments",
          words: [TASK],
          list: {
            at: "comments",
            columns: [column("id"), column("author"), time("created_at", "when"), wide("content")],
            none: "No comments."
          }
        },
        {
          name: "comments add",
          operation: "tasks.comment",
          words: [TASK, { field: "content", as: "text", rest: true }],
          one: "comment"
        },
        {
          name: "comment",
          operation: "tasks.comment",
          words: [TASK, { field: "content", as: "text", rest: true }],
          one: "comment"
        },
        {
          name: "links",
          operation: "tasks.links",
          words: [TASK],
          list: {
            at: "links",
            columns: [
              within("from", column("ticket_ref", { head: "task" })),
              column("type", { head: "" }),
              within("to", column("ticket_ref", { head: "other" })),
              within("to", column("status")),
              within("to", wide("title"))
            ],
            none: "No links."
          }
        },
        {
          name: "link",
          operation: "tasks.link",
          words: [TASK, { field: "type", as: "type" }, { field: "to", as: "other" }],
          more: "mc tasks link TASK-001 blocks TASK-002: TASK-002 waits until TASK-001 is done."
        },
        {
          name: "unlink",
          operation: "tasks.unlink",
          words: [TASK, { field: "type", as: "type" }, { field: "to", as: "other" }]
        },
        {
          name: "children",
          operation: "tasks.children",
          words: [TASK],
          list: { ...tasks, none: "No children." }
        },
        {
          name: "reorder",
          operation: "tasks.reorder",
          words: [TASK],
          about: `order the steps below a task: --body '{"order": [\u2026]}'`
        },
        {
          name: "runs",
          operation: "tasks.runs",
          words: [TASK],
          list: { at: "runs", columns: RUN_COLUMNS, none: "No runs." }
        },
        { name: "thread", operation: "tasks.thread", words: [TASK] },
        {
          name: "diagram",
          operation: "tasks.diagram",
          words: [TASK],
          about: "what is below a task, as a Mermaid diagram"
        },
        {
          name: "bulk create",
          operation: "tasks.bulk_create",
          about: "create up to 500 tasks, all or none: --body @plan.json"
        },
        {
          name: "bulk update",
          operation: "tasks.bulk_update",
          about: `change many tasks: --body '{"tasks": [{"id": 7, \u2026}]}'`
        },
        {
          name: "bulk complete",
          operation: "tasks.bulk_complete",
          about: "hand in many tasks, each by itself"
        },
        { name: "outcomes", operation: "tasks.outcomes" },
        { name: "regression", operation: "tasks.regression" }
      ]
    };
  }
});

// cli/groups/agents.ts
var agents_exports = {};
__export(agents_exports, {
  group: () => group2
});
var group2;
var init_agents = __esm({
  "cli/groups/agents.ts"() {
    "use strict";
    init_verb();
    init_columns();
    group2 = {
      name: "agents",
      about: "register, change and watch agents; their keys, notes and SOULs",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "agents.list",
          list: {
            at: "agents",
            columns: [
              column("name", { head: "agent" }),
              column("status"),
              column("role"),
              column("runtime"),
              {
                head: "holds",
                text: ({ in_progress: now, max_capacity: most }) => `${now}/${most}`,
                align: "right"
              },
              ago("last_seen", "seen"),
              wide("last_activity", "doing")
            ],
            none: "No agents."
          }
        },
        { name: "get", aliases: ["show"], operation: "agents.read", words: [AGENT], one: "agent" },
        {
          name: "create",
          operation: "agents.create",
          words: [{ field: "name", as: "name", optional: true }],
          one: "agent"
        },
        {
          name: "register",
          operation: "agents.register",
          words: [{ field: "name", as: "name", optional: true }],
          one: "agent"
        },
        { name: "update", aliases: ["set"], operation: "agents.update", words: [AGENT], one: "agent" },
        { name: "delete", operation: "agents.delete", words: [AGENT] },
        { name: "heartbeat", operation: "agents.heartbeat", words: [AGENT] },
        { name: "work", operation: "agents.check_work", words: [AGENT] },
        { name: "day", operation: "agents.day", words: [AGENT] },
        { name: "diagnostics", operation: "agents.diagnostics", words: [AGENT] },
        { name: "attribution", operation: "agents.attribution", words: [AGENT] },
        {
          name: "keys list",
          operation: "agents.keys.list",
          words: [AGENT],
          list: { at: "keys", columns: KEY_COLUMNS, none: "No keys." }
        },
        {
          name: "keys create",
          operation: "agents.keys.create",
          words: [AGENT, { field: "name", as: "name", optional: true }],
          more: "The key is shown this once: --quiet prints nothing else."
        },
        {
          name: "keys revoke",
          operation: "agents.keys.revoke",
          words: [AGENT, { field: "key_id", as: "key" }]
        },
        { name: "memory get", operation: "agents.memory.read", words: [AGENT] },
        {
          name: "memory set",
          operation: "agents.memory.write",
          words: [AGENT, { field: "working_memory", as: "text", rest: true, optional: true }],
          flags: { working_memory: "content" }
        },
        { name: "memory clear", operation: "agents.memory.clear", words: [AGENT] },
        { name: "soul get", operation: "agents.soul.read", words: [AGENT] },
        {
          name: "soul set",
          operation: "agents.soul.set",
          words: [AGENT],
          flags: { soul_content: "content", template_name: "template" }
        },
        { name: "soul templates", operation: "agents.soul.templates", words: [AGENT] }
      ]
    };
  }
});

// cli/groups/work.ts
var work_exports = {};
__export(work_exports, {
  reviews: () => reviews,
  runs: () => runs
});
var RUN, REVIEWED, NOTES, runs, reviews;
var init_work = __esm({
  "cli/groups/work.ts"() {
    "use strict";
    init_columns();
    RUN = { field: "id", as: "run" };
    REVIEWED = { field: "taskId", as: "task" };
    NOTES = { field: "notes", as: "notes", rest: true };
    runs = {
      name: "runs",
      about: "attempts at tasks: their outcome, output, tokens and cost",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "runs.list",
          list: { at: "runs", columns: RUN_COLUMNS, none: "No runs." }
        },
        { name: "get", aliases: ["show"], operation: "runs.read", words: [RUN], one: "run" },
        { name: "output", operation: "runs.chunks", words: [RUN] },
        { name: "heartbeat", operation: "runs.heartbeat", words: [RUN] },
        {
          name: "cancel",
          operation: "runs.cancel",
          words: [RUN, { field: "reason", as: "reason", rest: true, optional: true }]
        },
        {
          name: "stats",
          operation: "runs.statistics",
          list: {
            at: "agents",
            columns: [
              column("agent"),
              number("runs"),
              number("open"),
              number("succeeded"),
              number("tokens_in", "tokens in"),
              number("tokens_out", "tokens out"),
              money("cost_usd", "cost")
            ],
            none: "No runs."
          }
        }
      ]
    };
    reviews = {
      name: "reviews",
      about: "work that waits for a verdict, and verdicts",
      verbs: [
        {
          name: "queue",
          aliases: ["ls"],
          operation: "reviews.queue",
          list: {
            at: "reviews",
            columns: TASK_COLUMNS.map((column2) => within("task", column2)),
            none: "Nothing waits for a verdict."
          }
        },
        {
          name: "list",
          operation: "reviews.list",
          words: [{ ...REVIEWED, optional: true }],
          about: "the verdicts on a task"
        },
        {
          name: "history",
          operation: "reviews.history",
          list: {
            at: "verdicts",
            columns: [
              within("task", column("ticket_ref", { head: "task" })),
              column("status"),
              column("reviewer"),
              time("created_at", "when"),
              wide("notes")
            ],
            none: "No verdicts."
          }
        },
        {
          name: "approve",
          operation: "reviews.record",
          about: "approve the work of a task in review, and say why",
          words: [REVIEWED, NOTES],
          fixed: { status: "approved" }
        },
        {
          name: "reject",
          operation: "reviews.record",
          about: "send the work of a task in review back, and say what is missing",
          words: [REVIEWED, NOTES],
          fixed: { status: "rejected" }
        }
      ]
    };
  }
});

// cli/groups/installation.ts
var installation_exports = {};
__export(installation_exports, {
  budgets: () => budgets,
  events: () => events,
  keys: () => keys,
  projects: () => projects,
  runtimes: () => runtimes,
  tokens: () => tokens
});
var PROJECT, NAME, projects, keys, TOKENS, tokens, budgets, events, runtimes;
var init_installation = __esm({
  "cli/groups/installation.ts"() {
    "use strict";
    init_values();
    init_columns();
    PROJECT = { field: "id", as: "project" };
    NAME = { field: "name", as: "name", optional: true };
    projects = {
      name: "projects",
      about: "projects and their settings",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "projects.list",
          list: {
            at: "projects",
            columns: [
              number("id"),
              column("ticket_prefix", { head: "prefix" }),
              column("name"),
              column("review_policy", { head: "review" }),
              money("daily_budget_usd", "a day"),
              wide("description")
            ],
            none: "No projects."
          }
        },
        {
          name: "get",
          aliases: ["show"],
          operation: "projects.read",
          words: [PROJECT],
          one: "project"
        },
        { name: "create", operation: "projects.create", words: [NAME], one: "project" },
        {
          name: "update",
          aliases: ["set"],
          operation: "projects.update",
          words: [PROJECT],
          one: "project"
        },
        { name: "delete", operation: "projects.remove", words: [PROJECT], one: "project" }
      ]
    };
    keys = {
      name: "keys",
      about: "API keys of people and scripts; an agent's are under `agents keys`",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "keys.list",
          list: { at: "keys", columns: KEY_COLUMNS, none: "No keys." }
        },
        {
          name: "create",
          aliases: ["issue"],
          operation: "keys.issue",
          words: [NAME],
          one: "key",
          more: "The key is shown this once: --quiet prints nothing else."
        },
        { name: "revoke", operation: "keys.revoke", words: [{ field: "id", as: "key" }] }
      ]
    };
    TOKENS = { operation: "tokens.query", without: ["action"] };
    tokens = {
      name: "tokens",
      about: "tokens and cost, by model, agent and task",
      verbs: [
        { ...TOKENS, name: "list", fixed: { action: "list" }, about: "each report of tokens" },
        { ...TOKENS, name: "stats", fixed: { action: "stats" }, about: "sums by model and session" },
        { ...TOKENS, name: "agent-costs", fixed: { action: "agent-costs" }, about: "sums by agent" },
        { ...TOKENS, name: "task-costs", fixed: { action: "task-costs" }, about: "sums by task" },
        { ...TOKENS, name: "trends", fixed: { action: "trends" }, about: "sums by hour" },
        {
          ...TOKENS,
          name: "export",
          fixed: { action: "export" },
          about: "all reports, as JSON or CSV (--format)"
        },
        { name: "by-agent", operation: "tokens.by_agent" },
        { name: "report", operation: "tokens.report" },
        { name: "costs", operation: "costs.sum" },
        { name: "prices", operation: "prices.read" }
      ]
    };
    budgets = {
      name: "budgets",
      about: "what may be spent, and what is spent of it",
      verbs: [
        { name: "list", aliases: ["ls"], operation: "budgets.list" },
        {
          name: "set",
          operation: "budgets.set_daily",
          about: "what the whole installation may spend on a day: --daily-usd 20, or --no-daily-usd",
          more: "A project's and an agent's budgets are theirs: mc projects update myapp --daily-budget-usd 5."
        }
      ]
    };
    events = {
      name: "events",
      about: "follow what happens, and read what happened",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "activities.list",
          list: {
            at: "activities",
            columns: [
              number("id"),
              { head: "when", text: ({ timestamp }) => timeText(Number(timestamp) / 1e3) },
              column("type"),
              within("data", column("ticket_ref", { head: "task" })),
              within("actor", column("name", { head: "by" })),
              within("data", wide("title"))
            ],
            none: "Nothing happened."
          }
        },
        { name: "retention", operation: "events.retention" },
        { name: "set-retention", operation: "events.set_retention" }
      ]
    };
    runtimes = {
      name: "runtimes",
      about: "the model providers and gateways that dispatched work runs at",
      verbs: [
        { name: "list", aliases: ["ls"], operation: "runtimes.list" },
        { name: "get", operation: "runtimes.read", words: [{ field: "name", as: "runtime" }] },
        { name: "test", operation: "runtimes.test", words: [{ field: "name", as: "runtime" }] },
        { name: "update", operation: "runtimes.update", words: [{ field: "name", as: "runtime" }] }
      ]
    };
  }
});

// cli/groups/schedules.ts
var schedules_exports = {};
__export(schedules_exports, {
  cron: () => cron,
  schedules: () => schedules
});
var SCHEDULE, JOB, flags, health, schedules, cronVerb, cron;
var init_schedules = __esm({
  "cli/groups/schedules.ts"() {
    "use strict";
    init_columns();
    SCHEDULE = { field: "id", as: "schedule" };
    JOB = { field: "name", as: "name", optional: true };
    flags = { key: "upsert-key" };
    health = {
      head: "health",
      text: ({ health: of }) => of?.state ?? ""
    };
    schedules = {
      name: "schedules",
      about: "tasks that are created again and again: by cron pattern or in words",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "schedules.list",
          list: {
            at: "schedules",
            columns: [
              number("id"),
              column("name"),
              column("words", { head: "when", shrinks: true }),
              column("timezone", { head: "zone" }),
              time("next_at", "next"),
              health
            ],
            none: "No schedules."
          }
        },
        {
          name: "get",
          aliases: ["show"],
          operation: "schedules.read",
          words: [SCHEDULE],
          one: "schedule"
        },
        {
          name: "create",
          aliases: ["add"],
          operation: "schedules.create",
          words: [{ field: "name", as: "name", optional: true }],
          flags,
          one: "schedule",
          more: `mc schedules create standup --schedule "every weekday at 9am" --timezone Europe/Berlin \\
  --task-template '{"title": "Write the standup report", "assigned_to": "iris"}'`
        },
        {
          name: "update",
          aliases: ["set"],
          operation: "schedules.update",
          words: [SCHEDULE],
          one: "schedule"
        },
        {
          name: "pause",
          operation: "schedules.pause",
          words: [SCHEDULE, { field: "note", as: "note", rest: true, optional: true }],
          one: "schedule"
        },
        { name: "resume", operation: "schedules.resume", words: [SCHEDULE], one: "schedule" },
        {
          name: "trigger",
          aliases: ["run"],
          operation: "schedules.trigger",
          words: [SCHEDULE],
          one: "run"
        },
        {
          name: "delete",
          aliases: ["remove"],
          operation: "schedules.remove",
          words: [SCHEDULE],
          one: "schedule"
        },
        { name: "backfill", operation: "schedules.backfill", words: [SCHEDULE] },
        {
          name: "runs",
          aliases: ["history"],
          operation: "schedules.runs",
          words: [SCHEDULE],
          list: {
            at: "runs",
            columns: [
              time("due_at", "due"),
              column("trigger"),
              column("outcome"),
              column("ticket_ref", { head: "task" }),
              wide("reason")
            ],
            none: "It has not run yet."
          }
        },
        { name: "agenda", operation: "schedules.agenda" },
        {
          name: "parse",
          operation: "schedules.parse",
          words: [{ field: "input", as: "when", rest: true }],
          about: "what a cron pattern or words mean, and the next five runs"
        }
      ]
    };
    cronVerb = (name, action, about) => ({
      name,
      operation: "cron.write",
      about,
      words: [JOB],
      fixed: { action },
      flags
    });
    cron = {
      name: "cron",
      about: "schedules in the words of Mission Control's command line",
      verbs: [
        {
          name: "list",
          operation: "cron.read",
          fixed: { action: "list" },
          about: "the jobs",
          without: ["jobId", "job", "page", "query"],
          list: {
            at: "jobs",
            columns: [
              column("id"),
              column("name"),
              column("schedule"),
              column("enabled"),
              column("timezone", { head: "zone" })
            ],
            none: "No jobs."
          }
        },
        {
          name: "history",
          operation: "cron.read",
          fixed: { action: "history" },
          words: [{ field: "jobId", as: "job" }],
          about: "what a job did"
        },
        {
          name: "create",
          operation: "cron.write",
          about: `create a job: --body '{"name": \u2026, "schedule": "0 9 * * 1-5", "task_template": {\u2026}}'`,
          words: [JOB],
          without: ["action"],
          flags
        },
        cronVerb("update", "update", "change a job"),
        cronVerb("pause", "pause", "pause a job"),
        cronVerb("resume", "resume", "let a job go on"),
        cronVerb("run", "trigger", "run a job now"),
        cronVerb("remove", "remove", "remove a job")
      ]
    };
  }
});

// cli/groups/triggers.ts
var triggers_exports = {};
__export(triggers_exports, {
  triggers: () => triggers
});
var TRIGGER, DELIVERY, count, triggers;
var init_triggers = __esm({
  "cli/groups/triggers.ts"() {
    "use strict";
    init_columns();
    TRIGGER = { field: "id", as: "trigger" };
    DELIVERY = { field: "delivery", as: "delivery" };
    count = (of) => ({
      head: of === "created" ? "tasks" : "failed",
      text: ({ counts }) => String(counts?.[of] ?? "")
    });
    triggers = {
      name: "triggers",
      about: "tasks that are created when something happens: outside, or here",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "triggers.list",
          list: {
            at: "triggers",
            columns: [
              number("id"),
              column("name"),
              column("kind"),
              column("preset"),
              column("paused"),
              count("created"),
              count("failed"),
              ago("last_delivery_at", "last fired"),
              wide("url")
            ],
            none: "No triggers."
          }
        },
        {
          name: "get",
          aliases: ["show"],
          operation: "triggers.read",
          words: [TRIGGER],
          one: "trigger"
        },
        {
          name: "create",
          aliases: ["add"],
          operation: "triggers.create",
          more: `mc triggers create --body '{"name": "bugs", "kind": "webhook", "preset": "github_issue"}'
mc triggers create --body '{"name": "write-up", "kind": "status", "match": {"status": "done", "labels": ["research"]},
  "task_template": {"title": "Write up {{task.ticket_ref}}", "description": "{{task.resolution}}"}}'
The address and the secret of a hook are in the answer; the secret is shown this once.`
        },
        {
          name: "update",
          aliases: ["set"],
          operation: "triggers.update",
          words: [TRIGGER],
          one: "trigger"
        },
        {
          name: "pause",
          operation: "triggers.pause",
          words: [TRIGGER, { field: "note", as: "note", rest: true, optional: true }],
          one: "trigger"
        },
        { name: "resume", operation: "triggers.resume", words: [TRIGGER], one: "trigger" },
        { name: "rotate", operation: "triggers.rotate", words: [TRIGGER] },
        {
          name: "test",
          operation: "triggers.test",
          words: [TRIGGER],
          about: "the task that it would create, without creating it"
        },
        {
          name: "delete",
          aliases: ["remove"],
          operation: "triggers.remove",
          words: [TRIGGER],
          one: "trigger"
        },
        {
          name: "deliveries",
          aliases: ["history"],
          operation: "triggers.deliveries",
          words: [TRIGGER],
          list: {
            at: "deliveries",
            columns: [
              number("id"),
              column("type"),
              column("answer"),
              column("outcome"),
              column("ticket_ref", { head: "task" }),
              ago("created_at", "when"),
              wide("reason")
            ],
            none: "Nothing has fired it."
          }
        },
        {
          name: "delivery",
          operation: "triggers.delivery",
          words: [TRIGGER, DELIVERY],
          one: "delivery"
        },
        {
          name: "replay",
          operation: "triggers.replay",
          words: [TRIGGER, DELIVERY],
          one: "delivery"
        }
      ]
    };
  }
});

// cli/groups/webhooks.ts
var webhooks_exports = {};
__export(webhooks_exports, {
  webhooks: () => webhooks
});
var WEBHOOK, DELIVERY2, webhooks;
var init_webhooks = __esm({
  "cli/groups/webhooks.ts"() {
    "use strict";
    init_columns();
    WEBHOOK = { field: "id", as: "webhook" };
    DELIVERY2 = { field: "id", as: "delivery" };
    webhooks = {
      name: "webhooks",
      about: "addresses that events are sent to, and what was sent",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "webhooks.list",
          list: {
            at: "webhooks",
            columns: [
              number("id"),
              column("name"),
              column("health"),
              number("successful_deliveries", "delivered"),
              number("failed_deliveries", "given up"),
              ago("last_fired_at", "last attempt"),
              wide("url")
            ],
            none: "No webhooks."
          }
        },
        {
          name: "get",
          aliases: ["show"],
          operation: "webhooks.read",
          words: [WEBHOOK],
          one: "webhook"
        },
        {
          name: "create",
          operation: "webhooks.create",
          words: [
            { field: "name", as: "name" },
            { field: "url", as: "url" }
          ],
          without: ["generate_secret"],
          more: "The secret is shown this once."
        },
        {
          name: "update",
          aliases: ["set"],
          operation: "webhooks.update",
          words: [WEBHOOK],
          one: "webhook"
        },
        { name: "delete", operation: "webhooks.remove", words: [WEBHOOK] },
        { name: "rotate", operation: "webhooks.rotate", words: [WEBHOOK] },
        { name: "test", operation: "webhooks.test", words: [WEBHOOK], patientSeconds: 30 },
        {
          name: "deliveries",
          operation: "webhooks.deliveries",
          words: [{ field: "webhook_id", as: "webhook", optional: true }],
          list: {
            at: "deliveries",
            columns: [
              number("id"),
              number("webhook_id", "webhook"),
              column("event_type", { head: "type" }),
              column("state"),
              number("status_code", "status"),
              number("attempt_count", "attempts"),
              ago("updated_at", "changed"),
              wide("error")
            ],
            none: "Nothing was sent."
          }
        },
        { name: "delivery", operation: "webhooks.delivery", words: [DELIVERY2], one: "delivery" },
        { name: "resend", operation: "webhooks.redeliver_one", words: [DELIVERY2] },
        {
          name: "redeliver",
          operation: "webhooks.redeliver",
          words: [WEBHOOK],
          about: "send again what was given up since a time, or every event (--which all)"
        }
      ]
    };
  }
});

// cli/groups/backups.ts
var backups_exports = {};
__export(backups_exports, {
  backups: () => backups
});
var backups;
var init_backups = __esm({
  "cli/groups/backups.ts"() {
    "use strict";
    init_columns();
    backups = {
      name: "backups",
      about: "backups that Baton makes by itself",
      verbs: [
        {
          name: "list",
          aliases: ["ls"],
          operation: "backups.list",
          list: {
            at: "backups",
            columns: [
              number("id"),
              column("trigger", { head: "made by" }),
              column("state"),
              ago("started_at", "begun"),
              number("bytes"),
              wide("file"),
              wide("error")
            ],
            none: "No backups were made."
          },
          more: "With --json also the settings, how they are, and when the next one is due."
        },
        {
          name: "set",
          operation: "backups.set",
          about: 'when and where: --enabled true --schedule "every day at 03:00" --timezone Europe/Berlin --keep 7'
        },
        {
          name: "make",
          operation: "backups.make",
          about: "make one now, into the folder of the settings"
        }
      ]
    };
  }
});

// cli/output/colours.ts
function painter(isTerminal, env) {
  const isForced = env.FORCE_COLOR !== void 0 && env.FORCE_COLOR !== "0";
  const isOff = Boolean(env.NO_COLOR) || env.TERM === "dumb" || env.FORCE_COLOR === "0";
  if (!isForced && (isOff || !isTerminal)) return (text) => text;
  return (text, ...colours) => colours.reduce((painted, colour) => {
    const [open2, close] = CODES[colour];
    return `\x1B[${open2}m${painted}\x1B[${close}m`;
  }, text);
}
var CODES, WORDS, coloursOf;
var init_colours = __esm({
  "cli/output/colours.ts"() {
    "use strict";
    CODES = {
      bold: [1, 22],
      dim: [2, 22],
      red: [31, 39],
      green: [32, 39],
      yellow: [33, 39],
      blue: [34, 39],
      magenta: [35, 39],
      cyan: [36, 39]
    };
    WORDS = {
      inbox: ["magenta"],
      assigned: ["cyan"],
      in_progress: ["blue"],
      review: ["yellow"],
      done: ["green"],
      failed: ["red"],
      blocked: ["red"],
      cancelled: ["dim"],
      backlog: ["dim"],
      critical: ["red", "bold"],
      high: ["yellow"],
      low: ["dim"],
      online: ["green"],
      busy: ["blue"],
      idle: ["green"],
      offline: ["dim"],
      error: ["red"],
      success: ["green"],
      completed: ["green"],
      lost: ["red"],
      approved: ["green"],
      rejected: ["red"],
      ok: ["green"],
      degraded: ["yellow"],
      unavailable: ["red"]
    };
    coloursOf = (word) => WORDS[word] ?? [];
  }
});

// cli/profile.ts
function profileFile(name, env = process.env) {
  if (!/^[\w.-]{1,60}$/.test(name) || name.startsWith("."))
    throw usage(`"${name}" is no name for a profile`, "use letters, digits, dots and dashes");
  const config = env.XDG_CONFIG_HOME?.trim() || import_node_path2.default.join((0, import_node_os.homedir)(), ".config");
  return import_node_path2.default.join(config, "baton", `${name}.json`);
}
function readProfile(name) {
  const file = profileFile(name);
  let text;
  try {
    text = (0, import_node_fs2.readFileSync)(file, "utf8");
  } catch {
    return null;
  }
  try {
    const read = JSON.parse(text);
    if (typeof read !== "object" || read === null) throw new Error("not an object");
    return Object.fromEntries(
      Object.entries(read).filter(([, value]) => typeof value === "string" && value !== "")
    );
  } catch {
    throw usage(`${file} is no profile: its JSON cannot be read`, "write it anew with `mc init`");
  }
}
function writeProfile(name, profile) {
  const file = profileFile(name);
  (0, import_node_fs2.mkdirSync)(import_node_path2.default.dirname(file), { recursive: true, mode: 448 });
  const fresh = `${file}.${process.pid}`;
  (0, import_node_fs2.writeFileSync)(fresh, `${JSON.stringify(profile, null, 2)}
`, { mode: 384 });
  (0, import_node_fs2.chmodSync)(fresh, 384);
  (0, import_node_fs2.renameSync)(fresh, file);
  return file;
}
function isReadableByOthers(name) {
  const found = (0, import_node_fs2.statSync)(profileFile(name), { throwIfNoEntry: false });
  if (!found || process.platform === "win32") return null;
  return (found.mode & 63) !== 0;
}
var import_node_fs2, import_node_os, import_node_path2, DEFAULT_PROFILE;
var init_profile = __esm({
  "cli/profile.ts"() {
    "use strict";
    import_node_fs2 = require("node:fs");
    import_node_os = require("node:os");
    import_node_path2 = __toESM(require("node:path"), 1);
    init_failure();
    DEFAULT_PROFILE = "default";
  }
});

// cli/settings.ts
function readSettings(options, env = process.env, profiles = {}) {
  const { named: named2, saved } = profiles;
  const pick = (option, name, variable) => option?.trim() || named2?.[name] || env[variable]?.trim() || saved?.[name] || null;
  const url = pick(options.url, "url", "MC_URL") ?? DEFAULT_URL;
  const isElsewhere = saved?.url !== void 0 && addressOf(url) !== addressOf(saved.url);
  const own = isElsewhere ? { named: named2 } : { named: named2, saved };
  return {
    url: addressOf(url),
    key: sendable(
      options.key?.trim() || own.named?.key || env.MC_API_KEY?.trim() || own.saved?.key || null
    ),
    project: pick(options.project, "project", "MC_PROJECT"),
    agent: pick(options.agent, "agent", "MC_AGENT")
  };
}
function sendable(key) {
  if (key === null || /^[\x21-\x7e]+$/.test(key)) return key;
  throw usage(
    "the API key has characters that no key has",
    "set it to one line of letters and digits"
  );
}
function kindOfKey(key) {
  if (key?.startsWith("mcr_")) return "run";
  return key?.startsWith("mca_") ? "agent" : "general";
}
function addressOf(text) {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) {
    throw usage(`"${text}" is not an address`, `give the address of Baton, such as ${DEFAULT_URL}`);
  }
  return address.replace(/\/+$/, "");
}
var DEFAULT_URL;
var init_settings = __esm({
  "cli/settings.ts"() {
    "use strict";
    init_failure();
    DEFAULT_URL = "http://127.0.0.1:3000";
  }
});

// node_modules/openapi-fetch/dist/index.mjs
function randomID() {
  return Math.random().toString(36).slice(2, 11);
}
function createClient(clientOptions) {
  let {
    baseUrl = "",
    Request: CustomRequest = globalThis.Request,
    fetch: baseFetch = globalThis.fetch,
    querySerializer: globalQuerySerializer,
    bodySerializer: globalBodySerializer,
    pathSerializer: globalPathSerializer,
    headers: baseHeaders,
    requestInitExt = void 0,
    ...baseOptions
  } = { ...clientOptions };
  requestInitExt = supportsRequestInitExt() ? requestInitExt : void 0;
  baseUrl = removeTrailingSlash(baseUrl);
  const globalMiddlewares = [];
  async function coreFetch(schemaPath, fetchOptions) {
    const {
      baseUrl: localBaseUrl,
      fetch: fetch2 = baseFetch,
      Request = CustomRequest,
      headers,
      params = {},
      parseAs = "json",
      querySerializer: requestQuerySerializer,
      bodySerializer = globalBodySerializer ?? defaultBodySerializer,
      pathSerializer: requestPathSerializer,
      body,
      middleware: requestMiddlewares = [],
      ...init
    } = fetchOptions || {};
    let finalBaseUrl = baseUrl;
    if (localBaseUrl) {
      finalBaseUrl = removeTrailingSlash(localBaseUrl) ?? baseUrl;
    }
    let querySerializer = typeof globalQuerySerializer === "function" ? globalQuerySerializer : createQuerySerializer(globalQuerySerializer);
    if (requestQuerySerializer) {
      querySerializer = typeof requestQuerySerializer === "function" ? requestQuerySerializer : createQuerySerializer({
        ...typeof globalQuerySerializer === "object" ? globalQuerySerializer : {},
        ...requestQuerySerializer
      });
    }
    const pathSerializer = requestPathSerializer || globalPathSerializer || defaultPathSerializer;
    const serializedBody = body === void 0 ? void 0 : bodySerializer(
      body,
      // Note: we declare mergeHeaders() both here and below because it’s a bit of a chicken-or-egg situation:
      // bodySerializer() needs all headers so we aren’t dropping ones set by the user, however,
      // the result of this ALSO sets the lowest-priority content-type header. So we re-merge below,
      // setting the content-type at the very beginning to be overwritten.
      // Lastly, based on the way headers work, it’s not a simple “present-or-not” check becauase null intentionally un-sets headers.
      mergeHeaders(baseHeaders, headers, params.header)
    );
    const finalHeaders = mergeHeaders(
      // with no body, we should not to set Content-Type
      serializedBody === void 0 || // if serialized body is FormData; browser will correctly set Content-Type & boundary expression
      serializedBody instanceof FormData ? {} : {
        "Content-Type": "application/json"
      },
      baseHeaders,
      headers,
      params.header
    );
    const finalMiddlewares = [...globalMiddlewares, ...requestMiddlewares];
    const requestInit = {
      redirect: "follow",
      ...baseOptions,
      ...init,
      body: serializedBody,
      headers: finalHeaders
    };
    let id;
    let options;
    let request = new Request(
      createFinalURL(schemaPath, { baseUrl: finalBaseUrl, params, querySerializer, pathSerializer }),
      requestInit
    );
    let response;
    for (const key in init) {
      if (!(key in request)) {
        request[key] = init[key];
      }
    }
    if (finalMiddlewares.length) {
      id = randomID();
      options = Object.freeze({
        baseUrl: finalBaseUrl,
        fetch: fetch2,
        parseAs,
        querySerializer,
        bodySerializer,
        pathSerializer
      });
      for (const m of finalMiddlewares) {
        if (m && typeof m === "object" && typeof m.onRequest === "function") {
          const result = await m.onRequest({
            request,
            schemaPath,
            params,
            options,
            id
          });
          if (result) {
            if (result instanceof Request) {
              request = result;
            } else if (result instanceof Response) {
              response = result;
              break;
            } else {
              throw new Error("onRequest: must return new Request() or Response() when modifying the request");
            }
          }
        }
      }
    }
    if (!response) {
      try {
        response = await fetch2(request, requestInitExt);
      } catch (error2) {
        let errorAfterMiddleware = error2;
        if (finalMiddlewares.length) {
          for (let i = finalMiddlewares.length - 1; i >= 0; i--) {
            const m = finalMiddlewares[i];
            if (m && typeof m === "object" && typeof m.onError === "function") {
              const result = await m.onError({
                request,
                error: errorAfterMiddleware,
                schemaPath,
                params,
                options,
                id
              });
              if (result) {
                if (result instanceof Response) {
                  errorAfterMiddleware = void 0;
                  response = result;
                  break;
                }
                if (result instanceof Error) {
                  errorAfterMiddleware = result;
                  continue;
                }
                throw new Error("onError: must return new Response() or instance of Error");
              }
            }
          }
        }
        if (errorAfterMiddleware) {
          throw errorAfterMiddleware;
        }
      }
      if (finalMiddlewares.length) {
        for (let i = finalMiddlewares.length - 1; i >= 0; i--) {
          const m = finalMiddlewares[i];
          if (m && typeof m === "object" && typeof m.onResponse === "function") {
            const result = await m.onResponse({
              request,
              response,
              schemaPath,
              params,
              options,
              id
            });
            if (result) {
              if (!(result instanceof Response)) {
                throw new Error("onResponse: must return new Response() when modifying the response");
              }
              response = result;
            }
          }
        }
      }
    }
    const contentLength = response.headers.get("Content-Length");
    if (response.status === 204 || request.method === "HEAD" || contentLength === "0" && !response.headers.get("Transfer-Encoding")?.includes("chunked")) {
      return response.ok ? { data: void 0, response } : { error: void 0, response };
    }
    if (response.ok) {
      const getResponseData = async () => {
        if (parseAs === "stream") {
          return response.body;
        }
        if (parseAs === "json" && !contentLength) {
          const raw = await response.text();
          return raw ? JSON.parse(raw) : void 0;
        }
        return await response[parseAs]();
      };
      return { data: await getResponseData(), response };
    }
    let error = await response.text();
    try {
      error = JSON.parse(error);
    } catch {
    }
    return { error, response };
  }
  return {
    request(method, url, init) {
      return coreFetch(url, { ...init, method: method.toUpperCase() });
    },
    /** Call a GET endpoint */
    GET(url, init) {
      return coreFetch(url, { ...init, method: "GET" });
    },
    /** Call a PUT endpoint */
    PUT(url, init) {
      return coreFetch(url, { ...init, method: "PUT" });
    },
    /** Call a POST endpoint */
    POST(url, init) {
      return coreFetch(url, { ...init, method: "POST" });
    },
    /** Call a DELETE endpoint */
    DELETE(url, init) {
      return coreFetch(url, { ...init, method: "DELETE" });
    },
    /** Call a OPTIONS endpoint */
    OPTIONS(url, init) {
      return coreFetch(url, { ...init, method: "OPTIONS" });
    },
    /** Call a HEAD endpoint */
    HEAD(url, init) {
      return coreFetch(url, { ...init, method: "HEAD" });
    },
    /** Call a PATCH endpoint */
    PATCH(url, init) {
      return coreFetch(url, { ...init, method: "PATCH" });
    },
    /** Call a TRACE endpoint */
    TRACE(url, init) {
      return coreFetch(url, { ...init, method: "TRACE" });
    },
    /** Register middleware */
    use(...middleware) {
      for (const m of middleware) {
        if (!m) {
          continue;
        }
        if (typeof m !== "object" || !("onRequest" in m || "onResponse" in m || "onError" in m)) {
          throw new Error("Middleware must be an object with one of `onRequest()`, `onResponse() or `onError()`");
        }
        globalMiddlewares.push(m);
      }
    },
    /** Unregister middleware */
    eject(...middleware) {
      for (const m of middleware) {
        const i = globalMiddlewares.indexOf(m);
        if (i !== -1) {
          globalMiddlewares.splice(i, 1);
        }
      }
    }
  };
}
function serializePrimitiveParam(name, value, options) {
  if (value === void 0 || value === null) {
    return "";
  }
  if (typeof value === "object") {
    throw new Error(
      "Deeply-nested arrays/objects aren\u2019t supported. Provide your own `querySerializer()` to handle these."
    );
  }
  return `${name}=${options?.allowReserved === true ? value : encodeURIComponent(value)}`;
}
function serializeObjectParam(name, value, options) {
  if (!value || typeof value !== "object") {
    return "";
  }
  const values = [];
  const joiner = {
    simple: ",",
    label: ".",
    matrix: ";"
  }[options.style] || "&";
  if (options.style !== "deepObject" && options.explode === false) {
    for (const k in value) {
      values.push(k, options.allowReserved === true ? value[k] : encodeURIComponent(value[k]));
    }
    const final2 = values.join(",");
    switch (options.style) {
      case "form": {
        return `${name}=${final2}`;
      }
      case "label": {
        return `.${final2}`;
      }
      case "matrix": {
        return `;${name}=${final2}`;
      }
      default: {
        return final2;
      }
    }
  }
  for (const k in value) {
    const finalName = options.style === "deepObject" ? `${name}[${k}]` : k;
    values.push(serializePrimitiveParam(finalName, value[k], options));
  }
  const final = values.join(joiner);
  return options.style === "label" || options.style === "matrix" ? `${joiner}${final}` : final;
}
function serializeArrayParam(name, value, options) {
  if (!Array.isArray(value)) {
    return "";
  }
  if (options.explode === false) {
    const joiner2 = { form: ",", spaceDelimited: "%20", pipeDelimited: "|" }[options.style] || ",";
    const final = (options.allowReserved === true ? value : value.map((v) => encodeURIComponent(v))).join(joiner2);
    switch (options.style) {
      case "simple": {
        return final;
      }
      case "label": {
        return `.${final}`;
      }
      case "matrix": {
        return `;${name}=${final}`;
      }
      // case "spaceDelimited":
      // case "pipeDelimited":
      default: {
        return `${name}=${final}`;
      }
    }
  }
  const joiner = { simple: ",", label: ".", matrix: ";" }[options.style] || "&";
  const values = [];
  for (const v of value) {
    if (options.style === "simple" || options.style === "label") {
      values.push(options.allowReserved === true ? v : encodeURIComponent(v));
    } else {
      values.push(serializePrimitiveParam(name, v, options));
    }
  }
  return options.style === "label" || options.style === "matrix" ? `${joiner}${values.join(joiner)}` : values.join(joiner);
}
function createQuerySerializer(options) {
  return function querySerializer(queryParams) {
    const search = [];
    if (queryParams && typeof queryParams === "object") {
      for (const name in queryParams) {
        const value = queryParams[name];
        if (value === void 0 || value === null) {
          continue;
        }
        if (Array.isArray(value)) {
          if (value.length === 0) {
            continue;
          }
          search.push(
            serializeArrayParam(name, value, {
              style: "form",
              explode: true,
              ...options?.array,
              allowReserved: options?.allowReserved || false
            })
          );
          continue;
        }
        if (typeof value === "object") {
          search.push(
            serializeObjectParam(name, value, {
              style: "deepObject",
              explode: true,
              ...options?.object,
              allowReserved: options?.allowReserved || false
            })
          );
          continue;
        }
        search.push(serializePrimitiveParam(name, value, options));
      }
    }
    return search.join("&");
  };
}
function defaultPathSerializer(pathname, pathParams) {
  let nextURL = pathname;
  for (const match of pathname.match(PATH_PARAM_RE) ?? []) {
    let name = match.substring(1, match.length - 1);
    let explode = false;
    let style = "simple";
    if (name.endsWith("*")) {
      explode = true;
      name = name.substring(0, name.length - 1);
    }
    if (name.startsWith(".")) {
      style = "label";
      name = name.substring(1);
    } else if (name.startsWith(";")) {
      style = "matrix";
      name = name.substring(1);
    }
    if (!pathParams || pathParams[name] === void 0 || pathParams[name] === null) {
      continue;
    }
    const value = pathParams[name];
    if (Array.isArray(value)) {
      nextURL = nextURL.replace(match, serializeArrayParam(name, value, { style, explode }));
      continue;
    }
    if (typeof value === "object") {
      nextURL = nextURL.replace(match, serializeObjectParam(name, value, { style, explode }));
      continue;
    }
    if (style === "matrix") {
      nextURL = nextURL.replace(match, `;${serializePrimitiveParam(name, value)}`);
      continue;
    }
    nextURL = nextURL.replace(match, style === "label" ? `.${encodeURIComponent(value)}` : encodeURIComponent(value));
  }
  return nextURL;
}
function defaultBodySerializer(body, headers) {
  if (body instanceof FormData) {
    return body;
  }
  if (headers) {
    const contentType = headers.get instanceof Function ? headers.get("Content-Type") ?? headers.get("content-type") : headers["Content-Type"] ?? headers["content-type"];
    if (contentType === "application/x-www-form-urlencoded") {
      return new URLSearchParams(body).toString();
    }
  }
  return JSON.stringify(body);
}
function createFinalURL(pathname, options) {
  let finalURL = `${options.baseUrl}${pathname}`;
  if (options.params?.path) {
    finalURL = options.pathSerializer(finalURL, options.params.path);
  }
  let search = options.querySerializer(options.params.query ?? {});
  if (search.startsWith("?")) {
    search = search.substring(1);
  }
  if (search) {
    finalURL += `?${search}`;
  }
  return finalURL;
}
function mergeHeaders(...allHeaders) {
  const finalHeaders = new Headers();
  for (const h of allHeaders) {
    if (!h || typeof h !== "object") {
      continue;
    }
    const iterator = h instanceof Headers ? h.entries() : Object.entries(h);
    for (const [k, v] of iterator) {
      if (v === null) {
        finalHeaders.delete(k);
      } else if (Array.isArray(v)) {
        for (const v2 of v) {
          finalHeaders.append(k, v2);
        }
      } else if (v !== void 0) {
        finalHeaders.set(k, v);
      }
    }
  }
  return finalHeaders;
}
function removeTrailingSlash(url) {
  if (url.endsWith("/")) {
    return url.substring(0, url.length - 1);
  }
  return url;
}
var PATH_PARAM_RE, supportsRequestInitExt;
var init_dist = __esm({
  "node_modules/openapi-fetch/dist/index.mjs"() {
    "use strict";
    PATH_PARAM_RE = /\{[^{}]+\}/g;
    supportsRequestInitExt = () => {
      return typeof process === "object" && Number.parseInt(process?.versions?.node?.substring(0, 2)) >= 18 && process.versions.undici;
    };
  }
});

// node_modules/is-network-error/index.js
function isNetworkError(error) {
  const isValid = error && isError(error) && error.name === "TypeError" && typeof error.message === "string";
  if (!isValid) {
    return false;
  }
  const { message, stack } = error;
  if (message === "Load failed" || message.startsWith("Load failed (") && message.endsWith(")")) {
    return stack === void 0 || "__sentry_captured__" in error;
  }
  if (message.startsWith("error sending request for url")) {
    return true;
  }
  if (message === "Failed to fetch" || message.startsWith("Failed to fetch (") && message.endsWith(")")) {
    return true;
  }
  return errorMessages.has(message);
}
var objectToString, isError, errorMessages;
var init_is_network_error = __esm({
  "node_modules/is-network-error/index.js"() {
    "use strict";
    objectToString = Object.prototype.toString;
    isError = (value) => objectToString.call(value) === "[object Error]";
    errorMessages = /* @__PURE__ */ new Set([
      "network error",
      // Chrome
      "NetworkError when attempting to fetch resource.",
      // Firefox
      "The Internet connection appears to be offline.",
      // Safari 16
      "Network request failed",
      // `cross-fetch`
      "fetch failed",
      // Undici (Node.js)
      "terminated",
      // Undici (Node.js)
      " A network error occurred.",
      // Bun (WebKit)
      "Network connection lost"
      // Cloudflare Workers (fetch)
    ]);
  }
});

// node_modules/p-retry/index.js
function validateRetries(retries) {
  if (typeof retries === "number") {
    if (retries < 0) {
      throw new TypeError("Expected `retries` to be a non-negative number.");
    }
    if (Number.isNaN(retries)) {
      throw new TypeError("Expected `retries` to be a valid number or Infinity, got NaN.");
    }
    if (Number.isFinite(retries) && !Number.isInteger(retries)) {
      throw new TypeError("Expected `retries` to be a non-negative integer or Infinity.");
    }
  } else if (retries !== void 0) {
    throw new TypeError("Expected `retries` to be a number or Infinity.");
  }
}
function validateNumberOption(name, value, { allowInfinity = false } = {}) {
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? " or Infinity" : ""}.`);
  }
  if (!allowInfinity && !Number.isFinite(value)) {
    throw new TypeError(`Expected \`${name}\` to be a finite number.`);
  }
  if (value < 0) {
    throw new TypeError(`Expected \`${name}\` to be \u2265 0.`);
  }
}
function validateOption(name, value, type) {
  if (value === void 0 || value === null) {
    return;
  }
  if (typeof value !== type) {
    throw new TypeError(`Expected \`${name}\` to be a ${type}.`);
  }
}
function validateSignal(value) {
  if (value === void 0 || value === null) {
    return;
  }
  if (typeof value.throwIfAborted !== "function" || typeof value.addEventListener !== "function" || typeof value.removeEventListener !== "function") {
    throw new TypeError("Expected `signal` to be an AbortSignal.");
  }
}
function calculateDelay(retriesConsumed, options) {
  if (options.minTimeout === 0) {
    return 0;
  }
  const attempt2 = retriesConsumed + 1;
  const random = options.randomize ? Math.random() + 1 : 1;
  const timeout = Math.round(random * options.minTimeout * options.factor ** (attempt2 - 1));
  return Math.min(timeout, Math.ceil(options.maxTimeout), maximumDelay);
}
function calculateRemainingTime(start, max) {
  return Number.isFinite(max) ? max - (performance.now() - start) : max;
}
async function delayForRetry(delay2, options) {
  if (delay2 <= 0) {
    return;
  }
  await new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timeoutToken);
      reject(options.signal.reason);
    };
    const timeoutToken = setTimeout(() => {
      options.signal?.removeEventListener("abort", onAbort);
      resolve();
    }, delay2);
    if (options.unref) {
      timeoutToken.unref?.();
    }
    options.signal?.addEventListener("abort", onAbort, { once: true });
  });
}
function stringifyThrownValue(value) {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
function unwrapAbortError(error) {
  let cause = error;
  while (cause instanceof AbortError && cause.originalError instanceof Error) {
    cause = cause.originalError;
  }
  return cause;
}
async function onAttemptFailure({ error, attemptNumber, retriesConsumed, startTime, options }) {
  const abortIfNeeded = () => {
    options.signal?.throwIfAborted();
  };
  const normalizedError = error instanceof Error ? error : new TypeError(`Non-error was thrown: "${stringifyThrownValue(error)}". You should only throw errors.`);
  abortIfNeeded();
  if (normalizedError instanceof AbortError) {
    throw unwrapAbortError(normalizedError);
  }
  const retriesLeft = options.retries - retriesConsumed;
  const isRetriableError = !(normalizedError instanceof TypeError) || isNetworkError(normalizedError);
  const timeLeft = calculateRemainingTime(startTime, options.maxRetryTime);
  const delayTime = isRetriableError && timeLeft > 0 && retriesLeft > 0 ? calculateDelay(retriesConsumed, options) : 0;
  const consumeRetryContext = Object.freeze({
    error: normalizedError,
    attemptNumber,
    retriesLeft,
    retriesConsumed,
    retryDelay: delayTime
  });
  const consumeRetry = await options.shouldConsumeRetry(consumeRetryContext) ?? true;
  abortIfNeeded();
  const effectiveDelay = consumeRetry ? delayTime : 0;
  const context = Object.freeze({
    error: normalizedError,
    attemptNumber,
    retriesLeft,
    retriesConsumed,
    retryDelay: effectiveDelay
  });
  await options.onFailedAttempt(context);
  abortIfNeeded();
  const remainingTime = calculateRemainingTime(startTime, options.maxRetryTime);
  if (!isRetriableError || remainingTime <= 0 || retriesLeft <= 0) {
    throw normalizedError;
  }
  const shouldRetry = await options.shouldRetry(context);
  abortIfNeeded();
  if (!shouldRetry) {
    throw normalizedError;
  }
  const remainingTimeAfterShouldRetry = calculateRemainingTime(startTime, options.maxRetryTime);
  if (remainingTimeAfterShouldRetry <= 0) {
    throw normalizedError;
  }
  if (!consumeRetry) {
    return false;
  }
  await delayForRetry(Math.min(effectiveDelay, remainingTimeAfterShouldRetry), options);
  return true;
}
async function pRetry(input, options = {}) {
  options = { ...options };
  options.retries ??= 10;
  validateRetries(options.retries);
  if (Object.hasOwn(options, "forever")) {
    throw new Error("The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.");
  }
  options.factor ??= 2;
  options.minTimeout ??= 1e3;
  options.maxTimeout ??= Infinity;
  options.maxRetryTime ??= Infinity;
  options.randomize ??= false;
  options.onFailedAttempt ??= () => {
  };
  options.shouldRetry ??= () => true;
  options.shouldConsumeRetry ??= () => true;
  validateOption("onFailedAttempt", options.onFailedAttempt, "function");
  validateOption("shouldRetry", options.shouldRetry, "function");
  validateOption("shouldConsumeRetry", options.shouldConsumeRetry, "function");
  validateOption("randomize", options.randomize, "boolean");
  validateOption("unref", options.unref, "boolean");
  validateSignal(options.signal);
  validateNumberOption("factor", options.factor);
  validateNumberOption("minTimeout", options.minTimeout);
  validateNumberOption("maxTimeout", options.maxTimeout, { allowInfinity: true });
  validateNumberOption("maxRetryTime", options.maxRetryTime, { allowInfinity: true });
  if (options.factor === 0) {
    options.factor = 1;
  }
  options.signal?.throwIfAborted();
  let attemptNumber = 0;
  let retriesConsumed = 0;
  const startTime = performance.now();
  while (retriesConsumed <= options.retries) {
    attemptNumber++;
    try {
      options.signal?.throwIfAborted();
      const result = await input(attemptNumber);
      options.signal?.throwIfAborted();
      return result;
    } catch (error) {
      if (await onAttemptFailure({
        error,
        attemptNumber,
        retriesConsumed,
        startTime,
        options
      })) {
        retriesConsumed++;
      }
    }
  }
  throw new Error("Retry attempts exhausted without throwing an error.");
}
var AbortError, maximumDelay;
var init_p_retry = __esm({
  "node_modules/p-retry/index.js"() {
    "use strict";
    init_is_network_error();
    AbortError = class _AbortError extends Error {
      constructor(message) {
        super(typeof message === "string" ? message : void 0);
        this.name = "AbortError";
        if (message instanceof Error) {
          this.originalError = message;
          ({ message } = message);
        } else {
          this.originalError = new Error(message);
          ({ message } = this.originalError);
          Error.captureStackTrace?.(this.originalError, _AbortError);
        }
        this.message = message;
      }
    };
    maximumDelay = 2 ** 31 - 1;
  }
});

// client/failures.ts
async function refusedBy(response) {
  return refusedWith(response, await response.text().catch(() => ""));
}
function refusedWith({ status, headers }, text) {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  const place = headers.get("location");
  const problem = problemIn(text) ?? (status < 400 && place !== null ? { code: "moved", detail: `Baton is not here but at ${place}`, fix: "use that address" } : { code: `http_${status}`, detail: `Baton answered ${status}` });
  return new Refused(status, problem, retryAfter);
}
function problemIn(text) {
  try {
    const body = JSON.parse(text);
    if (typeof body !== "object" || body === null || !("detail" in body)) return null;
    const problem = body;
    return { ...problem, code: problem.code ?? "unknown", detail: String(problem.detail) };
  } catch {
    return null;
  }
}
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause?.code ?? (cause?.message || error.message);
}
var PASSING, Refused, Unreachable, NotBaton;
var init_failures = __esm({
  "client/failures.ts"() {
    "use strict";
    PASSING = [429, 502, 503, 504];
    Refused = class extends Error {
      status;
      problem;
      /** From the header `Retry-After`, in seconds; null without one. */
      retryAfter;
      constructor(status, problem, retryAfter = null) {
        super(problem.detail);
        this.name = "Refused";
        this.status = status;
        this.problem = problem;
        this.retryAfter = retryAfter;
      }
      get code() {
        return this.problem.code;
      }
      /** Whether the same request may succeed later. */
      get isPassing() {
        return PASSING.includes(this.status);
      }
    };
    Unreachable = class extends Error {
      /** The system's code, such as ECONNREFUSED, or `timeout`. */
      why;
      constructor(url, cause) {
        const why = reasonOf(cause);
        super(`Baton does not answer at ${url} (${why})`, { cause });
        this.name = "Unreachable";
        this.why = why;
      }
    };
    NotBaton = class extends Error {
      constructor(url, found) {
        super(`${url} answers, but not as Baton does: ${found}`);
        this.name = "NotBaton";
      }
    };
  }
});

// client/generated/operations.ts
var OPERATIONS;
var init_operations = __esm({
  "client/generated/operations.ts"() {
    "use strict";
    OPERATIONS = {
      "accounts.create": {
        "method": "POST",
        "path": "/api/auth/users",
        "summary": "Let somebody sign in with a name and a password",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "username": { "type": "text", "required": true },
          "password": { "type": "text", "required": true },
          "display_name": { "type": "text" },
          "role": { "type": "string", "values": ["viewer", "operator", "admin"] }
        },
        "answer": ["user"]
      },
      "accounts.list": {
        "method": "GET",
        "path": "/api/auth/users",
        "summary": "List the people who may sign in, as existing clients read them",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["users"]
      },
      "accounts.me": {
        "method": "GET",
        "path": "/api/auth/me",
        "summary": "Who is calling: a person, an agent or a key",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["user"]
      },
      "accounts.remove": {
        "method": "DELETE",
        "path": "/api/auth/users",
        "summary": "Let a person sign in no more",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "id": { "type": "integer", "required": true }
        },
        "answer": ["success"]
      },
      "accounts.sign_in": {
        "method": "POST",
        "path": "/api/auth/login",
        "summary": "Sign in by name and password; the answer sets a session's cookie",
        "role": "public",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "username": { "type": "string", "required": true },
          "password": { "type": "text", "required": true }
        },
        "answer": ["user"]
      },
      "accounts.update": {
        "method": "PUT",
        "path": "/api/auth/users",
        "summary": "Set a person's role or password",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "id": { "type": "integer", "required": true },
          "display_name": { "type": "text" },
          "role": { "type": "string", "values": ["viewer", "operator", "admin"] },
          "password": { "type": "text" }
        },
        "answer": ["user"]
      },
      "activities.export": {
        "method": "GET",
        "path": "/api/activities/export",
        "summary": "Download what happened, newest first, as lines of JSON or CSV; a last line says when it is cut",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "types": { "type": "string" },
          "project_id": { "type": "string" },
          "task_id": { "type": "string" },
          "type": { "type": "string" },
          "task": { "type": "string" },
          "agent": { "type": "string" },
          "actor": { "type": "string" },
          "entity_type": { "type": "string" },
          "since": { "type": "string" },
          "until": { "type": "string" },
          "before": { "type": "string" },
          "format": { "type": "string", "values": ["jsonl", "csv"] },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": []
      },
      "activities.list": {
        "method": "GET",
        "path": "/api/activities",
        "summary": "List what happened, newest first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "types": { "type": "string" },
          "project_id": { "type": "string" },
          "task_id": { "type": "string" },
          "type": { "type": "string" },
          "task": { "type": "string" },
          "agent": { "type": "string" },
          "actor": { "type": "string" },
          "entity_type": { "type": "string" },
          "since": { "type": "string" },
          "until": { "type": "string" },
          "limit": { "type": "string" },
          "before": { "type": "string" },
          "offset": { "type": "string" },
          "around": { "type": "string" },
          "stats": { "type": "text" },
          "hours": { "type": "string" }
        },
        "body": null,
        "answer": ["activities", "has_more", "hasMore", "total", "next_before", "timeframe", "activityByType", "topActors", "timeline"]
      },
      "agents.attribution": {
        "method": "GET",
        "path": "/api/agents/{id}/attribution",
        "summary": "Account for what an agent did and cost; for itself, or privileged admins",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "hours": { "type": "string" },
          "privileged": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "section": { "type": "text" }
        },
        "body": null,
        "answer": ["agent_name", "access_scope", "timeframe", "identity", "audit", "mutations", "cost"]
      },
      "agents.check_work": {
        "method": "GET",
        "path": "/api/agents/{id}/heartbeat",
        "summary": "See what waits for an agent, without a sign of life",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["status", "agent", "checked_at", "token_recorded", "runs", "message", "work_items", "total_items"]
      },
      "agents.comms": {
        "method": "GET",
        "path": "/api/agents/comms",
        "summary": "Read what agents write to each other, and who writes to whom",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "agent": { "type": "string" },
          "since": { "type": "string" },
          "limit": { "type": "string" },
          "offset": { "type": "string" }
        },
        "body": null,
        "answer": ["messages", "total", "graph", "source"]
      },
      "agents.create": {
        "method": "POST",
        "path": "/api/agents",
        "summary": "Make an agent",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "status": { "type": "string", "values": ["online", "busy", "idle", "offline", "error"] },
          "last_activity": { "type": "text", "nullable": true },
          "config": { "type": "json", "nullable": true },
          "gateway_config": { "type": "json", "nullable": true },
          "runtime": { "type": "string", "values": ["pull", "openclaw", "anthropic", "openai", "worker"] },
          "max_capacity": { "type": "integer" },
          "capabilities": { "type": "words", "nullable": true },
          "hidden": { "type": "boolean" },
          "session_key": { "type": "string", "nullable": true },
          "budget_usd": { "type": "number", "nullable": true },
          "daily_budget_usd": { "type": "number", "nullable": true },
          "soul_content": { "type": "text", "nullable": true },
          "name": { "type": "string", "required": true },
          "role": { "type": "string" },
          "template": { "type": "string" }
        },
        "answer": ["agent"]
      },
      "agents.day": {
        "method": "GET",
        "path": "/api/agents/{id}/day",
        "summary": "Read what an agent did in the last 24 hours, in half hours",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["slices"]
      },
      "agents.delete": {
        "method": "DELETE",
        "path": "/api/agents/{id}",
        "summary": "Delete an agent and its keys: what it holds is released, its runs stay",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {},
        "answer": ["success", "deleted", "remove_workspace", "released", "still_assigned"]
      },
      "agents.diagnostics": {
        "method": "GET",
        "path": "/api/agents/{id}/diagnostics",
        "summary": "Read figures on an agent's work, errors and tokens; for itself, or privileged admins",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "hours": { "type": "string" },
          "privileged": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "section": { "type": "text" }
        },
        "body": null,
        "answer": ["agent", "timeframe", "summary", "tasks", "errors", "activity", "trends", "tokens"]
      },
      "agents.heartbeat": {
        "method": "POST",
        "path": "/api/agents/{id}/heartbeat",
        "summary": "Give a sign of life, report tokens, and hear what waits",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "status": { "type": "string", "values": ["online", "busy", "idle", "offline", "error"] },
          "last_activity": { "type": "text", "nullable": true },
          "run_id": { "type": "integer" },
          "run_ids": { "type": "json" },
          "worker": { "type": "json" },
          "token_usage": { "type": "json" }
        },
        "answer": ["status", "agent", "checked_at", "token_recorded", "runs", "message", "work_items", "total_items"]
      },
      "agents.keys.create": {
        "method": "POST",
        "path": "/api/agents/{id}/keys",
        "summary": "Make a key that acts as the agent; it is shown this once",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "scopes": { "type": "words" },
          "expires_at": { "type": "time", "nullable": true },
          "expires_in_days": { "type": "number", "nullable": true },
          "project_id": { "type": "integer", "nullable": true }
        },
        "answer": ["key", "api_key"]
      },
      "agents.keys.list": {
        "method": "GET",
        "path": "/api/agents/{id}/keys",
        "summary": "List an agent's keys",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["agent", "keys"]
      },
      "agents.keys.revoke": {
        "method": "DELETE",
        "path": "/api/agents/{id}/keys",
        "summary": "Revoke one of an agent's keys",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "key_id": { "type": "integer", "required": true }
        },
        "answer": ["success", "key_id", "revoked_at"]
      },
      "agents.list": {
        "method": "GET",
        "path": "/api/agents",
        "summary": "List agents with their presence and task counts",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "status": { "type": "string" },
          "role": { "type": "string" },
          "runtime": { "type": "string" },
          "show_hidden": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "q": { "type": "string" },
          "limit": { "type": "string" },
          "offset": { "type": "string" }
        },
        "body": null,
        "answer": ["agents", "total", "page", "limit"]
      },
      "agents.memory.clear": {
        "method": "DELETE",
        "path": "/api/agents/{id}/memory",
        "summary": "Clear an agent's working memory",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "message", "working_memory", "updated_at", "size", "saved_to_workspace"]
      },
      "agents.memory.read": {
        "method": "GET",
        "path": "/api/agents/{id}/memory",
        "summary": "Read an agent's working memory",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["agent", "working_memory", "updated_at", "size", "source"]
      },
      "agents.memory.write": {
        "method": "PUT",
        "path": "/api/agents/{id}/memory",
        "summary": "Replace an agent's working memory, or append to it",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "working_memory": { "type": "text", "required": true },
          "append": { "type": "boolean" }
        },
        "answer": ["success", "message", "working_memory", "updated_at", "size", "saved_to_workspace"]
      },
      "agents.message": {
        "method": "POST",
        "path": "/api/agents/message",
        "summary": "Send an agent a message, which it gets with its next heartbeat",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "to": { "type": "string", "required": true },
          "message": { "type": "text", "required": true }
        },
        "answer": ["success"]
      },
      "agents.put": {
        "method": "PUT",
        "path": "/api/agents/{id}",
        "summary": "Change an agent: config is merged, null clears",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "status": { "type": "string", "values": ["online", "busy", "idle", "offline", "error"] },
          "last_activity": { "type": "text", "nullable": true },
          "config": { "type": "json", "nullable": true },
          "gateway_config": { "type": "json", "nullable": true },
          "runtime": { "type": "string", "values": ["pull", "openclaw", "anthropic", "openai", "worker"] },
          "max_capacity": { "type": "integer" },
          "capabilities": { "type": "words", "nullable": true },
          "hidden": { "type": "boolean" },
          "session_key": { "type": "string", "nullable": true },
          "budget_usd": { "type": "number", "nullable": true },
          "daily_budget_usd": { "type": "number", "nullable": true },
          "soul_content": { "type": "text", "nullable": true },
          "role": { "type": "string" },
          "add_capabilities": { "type": "words" },
          "remove_capabilities": { "type": "words" }
        },
        "answer": ["success", "agent"]
      },
      "agents.read": {
        "method": "GET",
        "path": "/api/agents/{id}",
        "summary": "Read one agent, by id or name",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["agent"]
      },
      "agents.register": {
        "method": "POST",
        "path": "/api/agents/register",
        "summary": "Register an agent: 201 the first time, 200 and an update every other time",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "text", "required": true },
          "role": { "type": "text" },
          "capabilities": { "type": "words" },
          "framework": { "type": "string", "nullable": true },
          "model": { "type": "string", "nullable": true },
          "runtime": { "type": "string", "values": ["pull", "openclaw", "anthropic", "openai", "worker"] },
          "max_capacity": { "type": "integer" }
        },
        "answer": ["agent", "registered", "message"]
      },
      "agents.soul.read": {
        "method": "GET",
        "path": "/api/agents/{id}/soul",
        "summary": "Read an agent's SOUL and the names of the templates",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["agent", "soul_content", "source", "available_templates", "updated_at"]
      },
      "agents.soul.set": {
        "method": "PUT",
        "path": "/api/agents/{id}/soul",
        "summary": "Set an agent's SOUL, as text or from a template",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "soul_content": { "type": "text", "nullable": true },
          "template_name": { "type": "string" }
        },
        "answer": ["success", "message", "soul_content", "saved_to_workspace", "updated_at"]
      },
      "agents.soul.templates": {
        "method": "PATCH",
        "path": "/api/agents/{id}/soul",
        "summary": "List the SOUL templates, or read one",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "template": { "type": "string" }
        },
        "body": null,
        "answer": ["templates", "template_name", "content"]
      },
      "agents.update": {
        "method": "PATCH",
        "path": "/api/agents/{id}",
        "summary": "Change an agent: config is merged, null clears",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "status": { "type": "string", "values": ["online", "busy", "idle", "offline", "error"] },
          "last_activity": { "type": "text", "nullable": true },
          "config": { "type": "json", "nullable": true },
          "gateway_config": { "type": "json", "nullable": true },
          "runtime": { "type": "string", "values": ["pull", "openclaw", "anthropic", "openai", "worker"] },
          "max_capacity": { "type": "integer" },
          "capabilities": { "type": "words", "nullable": true },
          "hidden": { "type": "boolean" },
          "session_key": { "type": "string", "nullable": true },
          "budget_usd": { "type": "number", "nullable": true },
          "daily_budget_usd": { "type": "number", "nullable": true },
          "soul_content": { "type": "text", "nullable": true },
          "role": { "type": "string" },
          "add_capabilities": { "type": "words" },
          "remove_capabilities": { "type": "words" }
        },
        "answer": ["success", "agent"]
      },
      "agents.update_named": {
        "method": "PUT",
        "path": "/api/agents",
        "summary": "Change the agent that the body names",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "status": { "type": "string", "values": ["online", "busy", "idle", "offline", "error"] },
          "last_activity": { "type": "text", "nullable": true },
          "config": { "type": "json", "nullable": true },
          "gateway_config": { "type": "json", "nullable": true },
          "runtime": { "type": "string", "values": ["pull", "openclaw", "anthropic", "openai", "worker"] },
          "max_capacity": { "type": "integer" },
          "capabilities": { "type": "words", "nullable": true },
          "hidden": { "type": "boolean" },
          "session_key": { "type": "string", "nullable": true },
          "budget_usd": { "type": "number", "nullable": true },
          "daily_budget_usd": { "type": "number", "nullable": true },
          "soul_content": { "type": "text", "nullable": true },
          "role": { "type": "string" },
          "add_capabilities": { "type": "words" },
          "remove_capabilities": { "type": "words" },
          "id": { "type": "integer" },
          "name": { "type": "text" }
        },
        "answer": ["success", "agent"]
      },
      "agents.wake": {
        "method": "POST",
        "path": "/api/agents/{id}/wake",
        "summary": "Have Baton look for work of an agent that it calls at once; one that polls gets a message",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "message": { "type": "text" }
        },
        "answer": ["success", "session_key", "stdout"]
      },
      "alerts.create": {
        "method": "POST",
        "path": "/api/alerts",
        "summary": "Add an alert rule; or, with action evaluate, look at every rule now",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "description": { "type": "text", "nullable": true },
          "entity_type": { "type": "string", "values": ["agent", "task", "session", "activity"] },
          "condition_field": { "type": "string" },
          "condition_operator": { "type": "string", "values": ["equals", "not_equals", "greater_than", "less_than", "contains", "count_above", "count_below", "age_minutes_above"] },
          "condition_value": { "type": "string" },
          "action_type": { "type": "string", "values": ["notification", "webhook"] },
          "action_config": { "type": "json" },
          "cooldown_minutes": { "type": "integer" },
          "action": { "type": "string", "values": ["evaluate"] }
        },
        "answer": ["rule", "evaluated", "triggered", "results"]
      },
      "alerts.delete": {
        "method": "DELETE",
        "path": "/api/alerts",
        "summary": "Delete an alert rule named in the body",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "id": { "type": "integer", "required": true }
        },
        "answer": ["deleted"]
      },
      "alerts.list": {
        "method": "GET",
        "path": "/api/alerts",
        "summary": "List the alert rules with their state, newest first",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["rules"]
      },
      "alerts.update": {
        "method": "PUT",
        "path": "/api/alerts",
        "summary": "Change an alert rule named in the body",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "id": { "type": "integer", "required": true },
          "name": { "type": "string" },
          "description": { "type": "text", "nullable": true },
          "enabled": { "type": "boolean" },
          "entity_type": { "type": "string", "values": ["agent", "task", "session", "activity"] },
          "condition_field": { "type": "string" },
          "condition_operator": { "type": "string", "values": ["equals", "not_equals", "greater_than", "less_than", "contains", "count_above", "count_below", "age_minutes_above"] },
          "condition_value": { "type": "string" },
          "action_type": { "type": "string", "values": ["notification", "webhook"] },
          "action_config": { "type": "json" },
          "cooldown_minutes": { "type": "integer" }
        },
        "answer": ["rule"]
      },
      "attachments.add": {
        "method": "POST",
        "path": "/api/attachments",
        "summary": "Store a picture for the texts of a task; the body is the file, of at most 5 MB",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "task": { "type": "string", "required": true },
          "name": { "type": "string" }
        },
        "body": null,
        "answer": ["attachment"]
      },
      "attachments.read": {
        "method": "GET",
        "path": "/api/attachments/{id}",
        "summary": "Read a picture of a task",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": []
      },
      "audit.list": {
        "method": "GET",
        "path": "/api/audit",
        "summary": "List who changed users, keys, settings and webhooks, and who signed in, newest first",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "action": { "type": "string" },
          "actor": { "type": "string" },
          "limit": { "type": "string" },
          "offset": { "type": "string" },
          "since": { "type": "text" },
          "until": { "type": "text" }
        },
        "body": null,
        "answer": ["events", "total", "limit", "offset"]
      },
      "backups.download": {
        "method": "GET",
        "path": "/api/backup",
        "summary": "Make a backup of everything, and stream it",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": []
      },
      "backups.list": {
        "method": "GET",
        "path": "/api/backups",
        "summary": "The backups that were made, how they are, and when the next one is due",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["settings", "health", "last_success", "last_failure", "backups"]
      },
      "backups.make": {
        "method": "POST",
        "path": "/api/backups",
        "summary": "Make a backup now, into the folder of the settings",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": null,
        "answer": ["queued"]
      },
      "backups.set": {
        "method": "PATCH",
        "path": "/api/backups/settings",
        "summary": "Change where and when backups are made by themselves, and how many are kept",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "enabled": { "type": "boolean" },
          "directory": { "type": "text", "nullable": true },
          "schedule": { "type": "text" },
          "timezone": { "type": "string" },
          "keep": { "type": "integer" }
        },
        "answer": ["settings", "health", "last_success", "last_failure", "backups"]
      },
      "budgets.list": {
        "method": "GET",
        "path": "/api/budgets",
        "summary": "List the budgets that are set, and what is spent of them",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["day", "agents", "projects"]
      },
      "budgets.set_daily": {
        "method": "PUT",
        "path": "/api/budgets",
        "summary": "Set what the whole installation may spend on a day",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "daily_usd": { "type": "number", "required": true, "nullable": true }
        },
        "answer": ["day", "agents", "projects"]
      },
      "client_notifications.deliver": {
        "method": "POST",
        "path": "/api/notifications/deliver",
        "summary": "Give agents what they were not told yet, as a message that their next heartbeat takes",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "agent_filter": { "type": "string", "nullable": true },
          "limit": { "type": "integer" },
          "dry_run": { "type": "boolean" }
        },
        "answer": ["status", "message", "total_processed", "delivered", "errors", "dry_run", "delivery_results", "error_details"]
      },
      "client_notifications.delivery": {
        "method": "GET",
        "path": "/api/notifications/deliver",
        "summary": "How many notifications agents have been given, and whom some wait for",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "agent": { "type": "string" }
        },
        "body": null,
        "answer": ["statistics", "agents_with_pending", "recent_deliveries", "agent_filter"]
      },
      "client_notifications.list": {
        "method": "GET",
        "path": "/api/notifications",
        "summary": "What an agent or a person is to be told, as existing clients read it, newest first",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "recipient": { "type": "string", "required": true },
          "unread_only": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "type": { "type": "string" },
          "limit": { "type": "string" },
          "offset": { "type": "string" }
        },
        "body": null,
        "answer": ["notifications", "total", "page", "limit", "unreadCount"]
      },
      "client_notifications.mark_delivered": {
        "method": "POST",
        "path": "/api/notifications",
        "summary": "Mark an agent's notifications as delivered, and read them",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "action": { "type": "string", "required": true, "values": ["mark-delivered"] },
          "agent": { "type": "string", "required": true }
        },
        "answer": ["success", "delivered", "notifications"]
      },
      "client_notifications.mark_read": {
        "method": "PUT",
        "path": "/api/notifications",
        "summary": "Mark notifications as read, by their ids or all of a recipient",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "ids": { "type": "json" },
          "recipient": { "type": "string" },
          "markAllRead": { "type": "boolean" }
        },
        "answer": ["success", "markedAsRead"]
      },
      "client_notifications.remove": {
        "method": "DELETE",
        "path": "/api/notifications",
        "summary": "Remove notifications, by their ids or a recipient's old ones",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "ids": { "type": "json" },
          "recipient": { "type": "string" },
          "olderThan": { "type": "integer" }
        },
        "answer": ["success", "deleted"]
      },
      "connections.connect": {
        "method": "POST",
        "path": "/api/connect",
        "summary": "Connect a tool as an agent",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "tool_name": { "type": "string", "required": true },
          "tool_version": { "type": "string", "nullable": true },
          "agent_name": { "type": "string", "required": true },
          "agent_role": { "type": "string" },
          "metadata": { "type": "json", "nullable": true }
        },
        "answer": ["connection_id", "agent_id", "agent_name", "status", "sse_url", "heartbeat_url", "token_report_url"]
      },
      "connections.disconnect": {
        "method": "DELETE",
        "path": "/api/connect",
        "summary": "Disconnect a tool: its agent goes offline",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "connection_id": { "type": "string", "required": true }
        },
        "answer": ["status", "connection_id"]
      },
      "connections.list": {
        "method": "GET",
        "path": "/api/connect",
        "summary": "List the tools that are connected",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["connections"]
      },
      "costs.sum": {
        "method": "GET",
        "path": "/api/costs",
        "summary": "Sum up tokens and cost by task, agent, project, day or model",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "group": { "type": "string", "required": true, "values": ["task", "agent", "project", "day", "model"] },
          "days": { "type": "string" },
          "agent": { "type": "string" },
          "project_id": { "type": "string" },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["group", "since", "groups", "total"]
      },
      "cron.job": {
        "method": "GET",
        "path": "/api/cron/{name}",
        "summary": "Read a schedule as a job, by name or id",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["job", "schedule"]
      },
      "cron.read": {
        "method": "GET",
        "path": "/api/cron",
        "summary": "Schedules as existing clients know them: list, history, logs",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "action": { "type": "string" },
          "jobId": { "type": "string" },
          "job": { "type": "string" },
          "page": { "type": "string" },
          "query": { "type": "string" }
        },
        "body": null,
        "answer": ["jobs", "entries", "total", "hasMore", "page", "logs"]
      },
      "cron.write": {
        "method": "POST",
        "path": "/api/cron",
        "summary": "Create a schedule, or do what `action` names to one",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "schedule": { "type": "text" },
          "timezone": { "type": "string" },
          "task_template": { "type": "json" },
          "overlap": { "type": "string", "values": ["skip", "queue_one", "queue_all", "allow", "cancel_running"] },
          "overlap_max_age_hours": { "type": "number", "nullable": true },
          "missed": { "type": "string", "values": ["run", "skip"] },
          "missed_window_hours": { "type": "number" },
          "pause_after_failures": { "type": "integer", "nullable": true },
          "key": { "type": "string" },
          "paused": { "type": "boolean" },
          "action": { "type": "string" },
          "jobId": { "type": "string" },
          "jobName": { "type": "string" },
          "id": { "type": "string" },
          "command": { "type": "text" },
          "model": { "type": "string" },
          "agentId": { "type": "string" },
          "mode": { "type": "string", "values": ["force", "due"] },
          "note": { "type": "text", "nullable": true },
          "etag": { "type": "string" }
        },
        "answer": ["success", "enabled", "clonedName", "stdout", "stderr", "task_id", "ticket_ref", "job", "schedule"]
      },
      "docs.read": {
        "method": "GET",
        "path": "/api/docs",
        "summary": "The description of the API where existing clients look for it; the same as /api/openapi.json",
        "role": "public",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["openapi", "info", "paths"]
      },
      "events.retention": {
        "method": "GET",
        "path": "/api/events/retention",
        "summary": "Say for how many days events are kept",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["retention_days", "is_set"]
      },
      "events.set_retention": {
        "method": "PUT",
        "path": "/api/events/retention",
        "summary": "Set for how many days events are kept",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "retention_days": { "type": "integer", "required": true, "nullable": true }
        },
        "answer": ["retention_days", "is_set"]
      },
      "events.stream": {
        "method": "GET",
        "path": "/api/events",
        "summary": "Follow events as they happen (server-sent events)",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "types": { "type": "string" },
          "project_id": { "type": "string" },
          "task_id": { "type": "string" },
          "since": { "type": "string" },
          "ticks": { "type": "boolean", "values": ["0", "1", "true", "false"] }
        },
        "body": null,
        "answer": []
      },
      "export.read": {
        "method": "GET",
        "path": "/api/export",
        "summary": "Download the newest tasks, activities or audit entries, as existing clients take them out",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "type": { "type": "string", "required": true, "values": ["tasks", "activities", "audit", "pipelines"] },
          "format": { "type": "string", "values": ["json", "csv"] },
          "since": { "type": "string" },
          "until": { "type": "string" },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["type", "data", "count"]
      },
      "health.read": {
        "method": "GET",
        "path": "/api/health",
        "summary": "Whether the server, its database, its jobs and its event stream are well; 503 when it is of no use",
        "role": "public",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["status", "db", "jobs", "stream_lag_s", "stream_blocked_by", "version", "ts"]
      },
      "hooks.receive": {
        "method": "POST",
        "path": "/api/hooks/{token}",
        "summary": "Send a signed message to a trigger: JSON of at most 1 MB, by Standard Webhooks or as GitHub signs",
        "role": "public",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["answer", "reason", "delivery"]
      },
      "imports.orkestra": {
        "method": "POST",
        "path": "/api/import/orkestra",
        "summary": "Take one step of an import of Orkestra's tickets: begin, tickets, finish",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {},
        "answer": ["step", "project", "created", "present", "comments", "links", "deviations", "finished", "next"]
      },
      "index.read": {
        "method": "GET",
        "path": "/api/index",
        "summary": "Every path of the API with its methods, in one short list",
        "role": "public",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["version", "total_endpoints", "endpoints", "event_stream", "docs"]
      },
      "keys.issue": {
        "method": "POST",
        "path": "/api/keys",
        "summary": "Make an API key for a person or a script; it is shown this once",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "string", "required": true },
          "role": { "type": "string", "values": ["viewer", "operator", "admin"] },
          "project_id": { "type": "integer", "nullable": true },
          "expires_at": { "type": "time", "nullable": true },
          "expires_in_days": { "type": "number", "nullable": true }
        },
        "answer": ["key", "api_key"]
      },
      "keys.list": {
        "method": "GET",
        "path": "/api/keys",
        "summary": "List the API keys, the newest first",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["keys"]
      },
      "keys.revoke": {
        "method": "DELETE",
        "path": "/api/keys/{id}",
        "summary": "Revoke an API key: its next request is refused",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "key_id", "revoked_at"]
      },
      "messages.conversations": {
        "method": "GET",
        "path": "/api/chat/conversations",
        "summary": "List the conversations of the newest messages, the latest first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "agent": { "type": "string" },
          "limit": { "type": "string" },
          "offset": { "type": "string" }
        },
        "body": null,
        "answer": ["conversations", "total", "page", "limit"]
      },
      "messages.list": {
        "method": "GET",
        "path": "/api/chat/messages",
        "summary": "List the messages to and from agents, oldest first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "conversation_id": { "type": "string" },
          "from_agent": { "type": "string" },
          "to_agent": { "type": "string" },
          "since": { "type": "string" },
          "limit": { "type": "string" },
          "offset": { "type": "string" }
        },
        "body": null,
        "answer": ["messages", "total", "page", "limit"]
      },
      "messages.send": {
        "method": "POST",
        "path": "/api/chat/messages",
        "summary": "Send a message; an agent gets it with its next heartbeat",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "content": { "type": "text", "required": true },
          "to": { "type": "string", "nullable": true },
          "conversation_id": { "type": "string" },
          "message_type": { "type": "string" },
          "metadata": { "type": "json", "nullable": true },
          "forward": { "type": "boolean" }
        },
        "answer": ["message", "forward"]
      },
      "notices.list": {
        "method": "GET",
        "path": "/api/notices",
        "summary": "What holds up work and needs a person",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["notices"]
      },
      "notification_cards.dismiss": {
        "method": "POST",
        "path": "/api/notification-cards/{id}/dismiss",
        "summary": "Put a card away until it asks for something new; others keep it",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": null,
        "answer": ["success"]
      },
      "notification_cards.list": {
        "method": "GET",
        "path": "/api/notification-cards",
        "summary": "List what needs the person who is signed in, newest first",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "state": { "type": "string", "values": ["open", "closed"] },
          "unseen": { "type": "string", "values": ["true", "false"] },
          "kind": { "type": "string" },
          "project_id": { "type": "string" },
          "limit": { "type": "string" },
          "before": { "type": "string" }
        },
        "body": null,
        "answer": ["cards", "open", "unseen", "next_before"]
      },
      "notification_cards.see": {
        "method": "POST",
        "path": "/api/notification-cards/seen",
        "summary": "Mark cards as seen, on every device of the person",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "ids": { "type": "json" },
          "all": { "type": "boolean" }
        },
        "answer": ["success", "seen"]
      },
      "notification_channels.confirm": {
        "method": "POST",
        "path": "/api/notification-channels/{id}/confirm",
        "summary": "Ask an address again to confirm that it wants the person's notifications",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "error", "status", "duration_ms"]
      },
      "notification_channels.create": {
        "method": "POST",
        "path": "/api/notification-channels",
        "summary": "Have the person told at an address; the same address again changes its channel",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "kind": { "type": "string", "required": true, "values": ["email", "slack", "telegram", "push"] },
          "name": { "type": "string", "required": true },
          "settings": { "type": "json", "required": true }
        },
        "answer": ["channel"]
      },
      "notification_channels.delete": {
        "method": "DELETE",
        "path": "/api/notification-channels/{id}",
        "summary": "Remove a channel with its log",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success"]
      },
      "notification_channels.list": {
        "method": "GET",
        "path": "/api/notification-channels",
        "summary": "List where the person is told, and which kinds of channel can be made",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["channels", "kinds", "email"]
      },
      "notification_channels.messages": {
        "method": "GET",
        "path": "/api/notification-channels/{id}/messages",
        "summary": "List what was sent to a channel, newest first",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "limit": { "type": "string" },
          "before": { "type": "string" }
        },
        "body": null,
        "answer": ["messages", "next_before"]
      },
      "notification_channels.read": {
        "method": "GET",
        "path": "/api/notification-channels/{id}",
        "summary": "Read one of the person's channels with its health",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["channel"]
      },
      "notification_channels.test": {
        "method": "POST",
        "path": "/api/notification-channels/{id}/test",
        "summary": "Send a test to a channel at once and return how it went",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "error", "status", "duration_ms"]
      },
      "notification_channels.update": {
        "method": "PATCH",
        "path": "/api/notification-channels/{id}",
        "summary": "Change a channel, or switch it on or off",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "enabled": { "type": "boolean" },
          "settings": { "type": "json" }
        },
        "answer": ["channel"]
      },
      "notification_email.delete": {
        "method": "DELETE",
        "path": "/api/notification-email",
        "summary": "Forget the mail server of the settings; that of the environment counts again",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["email"]
      },
      "notification_email.read": {
        "method": "GET",
        "path": "/api/notification-email",
        "summary": "Read the mail server that notifications are sent by, without its password",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["email"]
      },
      "notification_email.set": {
        "method": "PUT",
        "path": "/api/notification-email",
        "summary": "Set the mail server that notifications are sent by",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "host": { "type": "string", "required": true },
          "port": { "type": "integer", "required": true },
          "security": { "type": "string", "required": true, "values": ["tls", "starttls", "none"] },
          "username": { "type": "string", "nullable": true },
          "password": { "type": "text", "nullable": true },
          "from": { "type": "text", "required": true }
        },
        "answer": ["email"]
      },
      "notification_links.use": {
        "method": "POST",
        "path": "/api/notification-links/{token}",
        "summary": "Do what a link of a notification is for, once, as the person it was sent to",
        "role": "public",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": []
      },
      "notification_links.view": {
        "method": "GET",
        "path": "/api/notification-links/{token}",
        "summary": "Show what a link of a notification does; following it does nothing",
        "role": "public",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": []
      },
      "notification_preferences.set": {
        "method": "PUT",
        "path": "/api/notification-preferences",
        "summary": "Set the person's time zone, quiet hours and pause",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "timezone": { "type": "text", "required": true },
          "quiet_hours": { "type": "json", "required": true, "nullable": true },
          "paused_until": { "type": "time", "nullable": true }
        },
        "answer": ["preferences"]
      },
      "notification_rules.list": {
        "method": "GET",
        "path": "/api/notification-rules",
        "summary": "Read which channels are told of what, and when",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["rules", "default", "preferences"]
      },
      "notification_rules.set": {
        "method": "PUT",
        "path": "/api/notification-rules",
        "summary": "Replace the person's rules; the first that fits a card decides",
        "role": "viewer",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "rules": { "type": "json", "required": true }
        },
        "answer": ["rules", "default", "preferences"]
      },
      "notifications.push_key": {
        "method": "GET",
        "path": "/api/notification-push",
        "summary": "The public key for which a browser subscribes to push messages",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["public_key"]
      },
      "prices.read": {
        "method": "GET",
        "path": "/api/prices",
        "summary": "Read the table of model prices",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["prices", "is_default", "etag"]
      },
      "prices.set": {
        "method": "PUT",
        "path": "/api/prices",
        "summary": "Set the table of model prices or single ones, or go back to the list prices",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "prices": { "type": "json", "nullable": true },
          "set": { "type": "json" },
          "remove": { "type": "words" },
          "etag": { "type": "string" }
        },
        "answer": ["prices", "is_default", "etag"]
      },
      "projects.agents.assign": {
        "method": "POST",
        "path": "/api/projects/{id}/agents",
        "summary": "Assign an agent to a project",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "agent_name": { "type": "string", "required": true },
          "role": { "type": "string" }
        },
        "answer": ["success"]
      },
      "projects.agents.list": {
        "method": "GET",
        "path": "/api/projects/{id}/agents",
        "summary": "List the agents assigned to a project",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["assignments"]
      },
      "projects.agents.unassign": {
        "method": "DELETE",
        "path": "/api/projects/{id}/agents",
        "summary": "Take an agent off a project",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "agent_name": { "type": "string", "required": true }
        },
        "body": null,
        "answer": ["success"]
      },
      "projects.create": {
        "method": "POST",
        "path": "/api/projects",
        "summary": "Make a project",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "string", "required": true },
          "slug": { "type": "string" },
          "ticket_prefix": { "type": "string" },
          "description": { "type": "text", "nullable": true },
          "review_policy": { "type": "string", "values": ["required", "always", "never"] },
          "auto_triage": { "type": "boolean" },
          "budget_usd": { "type": "number", "nullable": true },
          "daily_budget_usd": { "type": "number", "nullable": true },
          "is_default": { "type": "boolean" },
          "github_repo": { "type": "string", "nullable": true },
          "deadline": { "type": "time", "nullable": true },
          "color": { "type": "string", "nullable": true }
        },
        "answer": ["project"]
      },
      "projects.list": {
        "method": "GET",
        "path": "/api/projects",
        "summary": "List the projects, the default one first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "archived": { "type": "string", "values": ["true", "false", "all"] },
          "includeArchived": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "counts": { "type": "boolean", "values": ["0", "1", "true", "false"] }
        },
        "body": null,
        "answer": ["projects"]
      },
      "projects.put": {
        "method": "PUT",
        "path": "/api/projects/{id}",
        "summary": "Change a project: absent fields stay, null clears",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "slug": { "type": "string" },
          "ticket_prefix": { "type": "string" },
          "description": { "type": "text", "nullable": true },
          "review_policy": { "type": "string", "values": ["required", "always", "never"] },
          "auto_triage": { "type": "boolean" },
          "budget_usd": { "type": "number", "nullable": true },
          "daily_budget_usd": { "type": "number", "nullable": true },
          "is_default": { "type": "boolean" },
          "github_repo": { "type": "string", "nullable": true },
          "deadline": { "type": "time", "nullable": true },
          "color": { "type": "string", "nullable": true },
          "archived": { "type": "boolean" },
          "status": { "type": "string", "values": ["active", "archived"] },
          "assigned_agents": { "type": "words" },
          "etag": { "type": "string" }
        },
        "answer": ["project"]
      },
      "projects.read": {
        "method": "GET",
        "path": "/api/projects/{id}",
        "summary": "Read a project, by id, slug or ticket prefix",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["project"]
      },
      "projects.remove": {
        "method": "DELETE",
        "path": "/api/projects/{id}",
        "summary": "Archive a project, or delete one that never had a task",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "mode": { "type": "string", "values": ["archive", "delete"] }
        },
        "body": null,
        "answer": ["success", "mode", "deleted", "project"]
      },
      "projects.update": {
        "method": "PATCH",
        "path": "/api/projects/{id}",
        "summary": "Change a project: absent fields stay, null clears",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "slug": { "type": "string" },
          "ticket_prefix": { "type": "string" },
          "description": { "type": "text", "nullable": true },
          "review_policy": { "type": "string", "values": ["required", "always", "never"] },
          "auto_triage": { "type": "boolean" },
          "budget_usd": { "type": "number", "nullable": true },
          "daily_budget_usd": { "type": "number", "nullable": true },
          "is_default": { "type": "boolean" },
          "github_repo": { "type": "string", "nullable": true },
          "deadline": { "type": "time", "nullable": true },
          "color": { "type": "string", "nullable": true },
          "archived": { "type": "boolean" },
          "status": { "type": "string", "values": ["active", "archived"] },
          "assigned_agents": { "type": "words" },
          "etag": { "type": "string" }
        },
        "answer": ["project"]
      },
      "reviews.history": {
        "method": "GET",
        "path": "/api/quality-review/history",
        "summary": "The verdicts on all tasks, newest first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "limit": { "type": "string" },
          "before": { "type": "string" }
        },
        "body": null,
        "answer": ["verdicts", "next_before"]
      },
      "reviews.list": {
        "method": "GET",
        "path": "/api/quality-review",
        "summary": "The verdicts on one task, or the latest of several",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "taskId": { "type": "text" },
          "taskIds": { "type": "string" }
        },
        "body": null,
        "answer": ["reviews", "latest"]
      },
      "reviews.queue": {
        "method": "GET",
        "path": "/api/quality-review/queue",
        "summary": "The work that waits for a verdict, the longest waiting first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["reviews"]
      },
      "reviews.record": {
        "method": "POST",
        "path": "/api/quality-review",
        "summary": "Record a verdict on a task in any status, as existing clients do; `applied` says whether it moved the task",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "taskId": { "type": "string", "required": true },
          "reviewer": { "type": "string" },
          "status": { "type": "string", "required": true, "values": ["approved", "rejected"] },
          "notes": { "type": "text", "required": true }
        },
        "answer": ["success", "id", "applied"]
      },
      "runs.cancel": {
        "method": "POST",
        "path": "/api/runs/{id}/cancel",
        "summary": "Cancel a run: it is stopped at its runtime, and its task waits",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "reason": { "type": "text" }
        },
        "answer": ["run"]
      },
      "runs.chunks": {
        "method": "GET",
        "path": "/api/runs/{id}/chunks",
        "summary": "Read what an open run has said since a part",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "after_seq": { "type": "string" }
        },
        "body": null,
        "answer": ["chunks", "is_open", "next_after_seq"]
      },
      "runs.heartbeat": {
        "method": "POST",
        "path": "/api/runs/{id}/heartbeat",
        "summary": "Give a sign of life for one run, which renews its lease",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": true,
        "query": {},
        "body": {
          "worker": { "type": "json" }
        },
        "answer": ["run"]
      },
      "runs.list": {
        "method": "GET",
        "path": "/api/runs",
        "summary": "List runs, newest first, without their prompts and outputs",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "agent": { "type": "string" },
          "outcome": { "type": "string" },
          "trigger": { "type": "string" },
          "limit": { "type": "string" },
          "before": { "type": "string" }
        },
        "body": null,
        "answer": ["runs", "next_before"]
      },
      "runs.read": {
        "method": "GET",
        "path": "/api/runs/{id}",
        "summary": "Read one run",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["run"]
      },
      "runs.statistics": {
        "method": "GET",
        "path": "/api/runs/stats",
        "summary": "Sum up the runs of the last days, per agent",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "agent": { "type": "string" },
          "days": { "type": "string" }
        },
        "body": null,
        "answer": ["since", "agents"]
      },
      "runtimes.list": {
        "method": "GET",
        "path": "/api/runtimes",
        "summary": "List the runtimes, how they are set up and how they do, and the models of the tiers",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["runtimes", "tiers"]
      },
      "runtimes.put": {
        "method": "PUT",
        "path": "/api/runtimes/{name}",
        "summary": "Set up a runtime: absent fields stay, null falls back to the environment",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "base_url": { "type": "text", "nullable": true },
          "api_key": { "type": "string", "nullable": true },
          "mode": { "type": "string", "nullable": true, "values": ["auto", "websocket", "http"] }
        },
        "answer": ["runtime"]
      },
      "runtimes.read": {
        "method": "GET",
        "path": "/api/runtimes/{name}",
        "summary": "Read how a runtime is set up, without its key, and how it does",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["runtime"]
      },
      "runtimes.test": {
        "method": "POST",
        "path": "/api/runtimes/{name}/test",
        "summary": "Ask a runtime whether it would take a call, with settings that need not be stored",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "base_url": { "type": "text", "nullable": true },
          "api_key": { "type": "string", "nullable": true },
          "mode": { "type": "string", "nullable": true, "values": ["auto", "websocket", "http"] }
        },
        "answer": ["ok", "version", "models", "agents", "latency_ms", "error_class", "reason", "fix"]
      },
      "runtimes.tiers.put": {
        "method": "PUT",
        "path": "/api/runtimes/tiers",
        "summary": "Name the models of the tiers: absent fields stay, null falls back to the environment",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "complex": { "type": "string", "nullable": true },
          "routine": { "type": "string", "nullable": true },
          "default": { "type": "string", "nullable": true },
          "openclaw": { "type": "json", "nullable": true },
          "anthropic": { "type": "json", "nullable": true },
          "openai": { "type": "json", "nullable": true }
        },
        "answer": ["tiers"]
      },
      "runtimes.tiers.read": {
        "method": "GET",
        "path": "/api/runtimes/tiers",
        "summary": "Read the models of the tiers",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["tiers"]
      },
      "runtimes.tiers.update": {
        "method": "PATCH",
        "path": "/api/runtimes/tiers",
        "summary": "Name the models of the tiers: absent fields stay, null falls back to the environment",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "complex": { "type": "string", "nullable": true },
          "routine": { "type": "string", "nullable": true },
          "default": { "type": "string", "nullable": true },
          "openclaw": { "type": "json", "nullable": true },
          "anthropic": { "type": "json", "nullable": true },
          "openai": { "type": "json", "nullable": true }
        },
        "answer": ["tiers"]
      },
      "runtimes.update": {
        "method": "PATCH",
        "path": "/api/runtimes/{name}",
        "summary": "Set up a runtime: absent fields stay, null falls back to the environment",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "base_url": { "type": "text", "nullable": true },
          "api_key": { "type": "string", "nullable": true },
          "mode": { "type": "string", "nullable": true, "values": ["auto", "websocket", "http"] }
        },
        "answer": ["runtime"]
      },
      "scheduler.list": {
        "method": "GET",
        "path": "/api/scheduler",
        "summary": "List the periodic jobs with their last and next runs",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["tasks"]
      },
      "scheduler.run": {
        "method": "POST",
        "path": "/api/scheduler",
        "summary": "Run a periodic job now, and answer once it is done",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "task_id": { "type": "string", "required": true }
        },
        "answer": ["ok", "message"]
      },
      "schedules.agenda": {
        "method": "GET",
        "path": "/api/schedules/agenda",
        "summary": "The due times to come of all schedules",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "from": { "type": "string", "required": true },
          "to": { "type": "string", "required": true },
          "project_id": { "type": "string" }
        },
        "body": null,
        "answer": ["entries", "has_more"]
      },
      "schedules.backfill": {
        "method": "POST",
        "path": "/api/schedules/{id}/backfill",
        "summary": "Create the tasks of past due times that have none",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "from": { "type": "time", "required": true },
          "to": { "type": "time", "required": true },
          "dry_run": { "type": "boolean" }
        },
        "answer": ["due", "runs", "existing"]
      },
      "schedules.create": {
        "method": "POST",
        "path": "/api/schedules",
        "summary": "Create a schedule, or change the one with the same key",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "string", "required": true },
          "schedule": { "type": "text", "required": true },
          "timezone": { "type": "string" },
          "task_template": { "type": "json", "required": true },
          "overlap": { "type": "string", "values": ["skip", "queue_one", "queue_all", "allow", "cancel_running"] },
          "overlap_max_age_hours": { "type": "number", "nullable": true },
          "missed": { "type": "string", "values": ["run", "skip"] },
          "missed_window_hours": { "type": "number" },
          "pause_after_failures": { "type": "integer", "nullable": true },
          "key": { "type": "string" },
          "paused": { "type": "boolean" }
        },
        "answer": ["schedule", "created"]
      },
      "schedules.list": {
        "method": "GET",
        "path": "/api/schedules",
        "summary": "List the schedules with their health and latest run",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "project_id": { "type": "string" },
          "limit": { "type": "string" },
          "cursor": { "type": "string" }
        },
        "body": null,
        "answer": ["schedules", "next_cursor"]
      },
      "schedules.parse": {
        "method": "GET",
        "path": "/api/schedule-parse",
        "summary": "What a schedule in cron or words means: cron, words and the next five times",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "input": { "type": "text", "required": true },
          "timezone": { "type": "string" }
        },
        "body": null,
        "answer": ["cron", "words", "timezone", "once_at", "next", "cronExpr", "humanReadable"]
      },
      "schedules.pause": {
        "method": "POST",
        "path": "/api/schedules/{id}/pause",
        "summary": "Pause a schedule, with a note for those who wonder why",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "note": { "type": "text", "nullable": true }
        },
        "answer": ["schedule"]
      },
      "schedules.put": {
        "method": "PUT",
        "path": "/api/schedules/{id}",
        "summary": "Change a schedule: absent fields stay, the template is replaced as a whole",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "schedule": { "type": "text" },
          "timezone": { "type": "string" },
          "task_template": { "type": "json" },
          "overlap": { "type": "string", "values": ["skip", "queue_one", "queue_all", "allow", "cancel_running"] },
          "overlap_max_age_hours": { "type": "number", "nullable": true },
          "missed": { "type": "string", "values": ["run", "skip"] },
          "missed_window_hours": { "type": "number" },
          "pause_after_failures": { "type": "integer", "nullable": true },
          "etag": { "type": "string" }
        },
        "answer": ["schedule"]
      },
      "schedules.read": {
        "method": "GET",
        "path": "/api/schedules/{id}",
        "summary": "Read a schedule, by id or name",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["schedule"]
      },
      "schedules.remove": {
        "method": "DELETE",
        "path": "/api/schedules/{id}",
        "summary": "Remove a schedule with its history; its tasks stay",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "schedule"]
      },
      "schedules.resume": {
        "method": "POST",
        "path": "/api/schedules/{id}/resume",
        "summary": "Resume a paused schedule with its next due time",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": null,
        "answer": ["schedule"]
      },
      "schedules.runs": {
        "method": "GET",
        "path": "/api/schedules/{id}/runs",
        "summary": "What came of a schedule's due times, the latest first",
        "role": "viewer",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "limit": { "type": "string" },
          "cursor": { "type": "string" }
        },
        "body": null,
        "answer": ["runs", "next_cursor"]
      },
      "schedules.trigger": {
        "method": "POST",
        "path": "/api/schedules/{id}/trigger",
        "summary": "Create a task of a schedule now, paused or not",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": null,
        "answer": ["run"]
      },
      "schedules.update": {
        "method": "PATCH",
        "path": "/api/schedules/{id}",
        "summary": "Change a schedule: absent fields stay, the template is replaced as a whole",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "schedule": { "type": "text" },
          "timezone": { "type": "string" },
          "task_template": { "type": "json" },
          "overlap": { "type": "string", "values": ["skip", "queue_one", "queue_all", "allow", "cancel_running"] },
          "overlap_max_age_hours": { "type": "number", "nullable": true },
          "missed": { "type": "string", "values": ["run", "skip"] },
          "missed_window_hours": { "type": "number" },
          "pause_after_failures": { "type": "integer", "nullable": true },
          "etag": { "type": "string" }
        },
        "answer": ["schedule"]
      },
      "search.everything": {
        "method": "GET",
        "path": "/api/search",
        "summary": "Find a word in tasks, agents, projects, messages and the newest events",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "q": { "type": "string", "required": true },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["query", "count", "results"]
      },
      "servers.list": {
        "method": "GET",
        "path": "/api/servers",
        "summary": "List the servers of this installation, with their versions and clocks",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["servers"]
      },
      "status.read": {
        "method": "GET",
        "path": "/api/status",
        "summary": "The server's state as existing clients read it: health needs no key, overview and dashboard do",
        "role": "public",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "action": { "type": "text" }
        },
        "body": null,
        "answer": ["status", "version", "uptime", "checks", "timestamp", "memory", "disk", "sessions", "processes", "db"]
      },
      "tasks.broadcast": {
        "method": "POST",
        "path": "/api/tasks/{id}/broadcast",
        "summary": "Send a message to every agent that follows a task",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": true,
        "query": {},
        "body": {
          "message": { "type": "text", "required": true }
        },
        "answer": ["sent", "skipped"]
      },
      "tasks.bulk_complete": {
        "method": "POST",
        "path": "/api/tasks/bulk/complete",
        "summary": "Hand in the work on several tasks, each by itself: the answer says what became of each",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": {
          "tasks": { "type": "json", "required": true }
        },
        "answer": ["completed", "results"]
      },
      "tasks.bulk_create": {
        "method": "POST",
        "path": "/api/tasks/bulk",
        "summary": "Create many tasks at once, with parents and dependencies among them: all or none",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "project_id": { "type": "integer" },
          "parent_id": { "type": "string" },
          "tasks": { "type": "json", "required": true }
        },
        "answer": ["tasks"]
      },
      "tasks.bulk_update": {
        "method": "PUT",
        "path": "/api/tasks",
        "summary": "Change many tasks at once: all or none",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "tasks": { "type": "json", "required": true }
        },
        "answer": ["success", "updated", "tasks"]
      },
      "tasks.cancel": {
        "method": "POST",
        "path": "/api/tasks/{id}/cancel",
        "summary": "Cancel a task",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "reason": { "type": "text" }
        },
        "answer": ["task"]
      },
      "tasks.children": {
        "method": "GET",
        "path": "/api/tasks/{id}/children",
        "summary": "Read a task's children in their order",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "limit": { "type": "string" },
          "cursor": { "type": "string" }
        },
        "body": null,
        "answer": ["tasks", "total", "next_cursor"]
      },
      "tasks.claim": {
        "method": "POST",
        "path": "/api/tasks/{id}/claim",
        "summary": "Claim one task for an agent",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "agent": { "type": "string" },
          "max_capacity": { "type": "string" },
          "claim_id": { "type": "string" },
          "worker": { "type": "json" }
        },
        "answer": ["task", "run", "feedback"]
      },
      "tasks.comment": {
        "method": "POST",
        "path": "/api/tasks/{id}/comments",
        "summary": "Comment on a task; every @name must exist",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": true,
        "query": {},
        "body": {
          "content": { "type": "text", "required": true },
          "parent_id": { "type": "integer", "nullable": true },
          "run_id": { "type": "integer" }
        },
        "answer": ["comment", "auto_assigned_to"]
      },
      "tasks.comments": {
        "method": "GET",
        "path": "/api/tasks/{id}/comments",
        "summary": "Read a task's newest comments as a tree, the oldest of them first; the cursor leads to earlier ones",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "limit": { "type": "string" },
          "cursor": { "type": "string" }
        },
        "body": null,
        "answer": ["comments", "total", "next_cursor"]
      },
      "tasks.complete": {
        "method": "POST",
        "path": "/api/tasks/{id}/complete",
        "summary": "Hand work in: to review, or done when the task needs none",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": true,
        "query": {},
        "body": {
          "run_id": { "type": "integer" },
          "resolution": { "type": "text" },
          "outcome": { "type": "string", "values": ["success", "failed", "partial", "abandoned"] },
          "actual_hours": { "type": "number" },
          "tokens_in": { "type": "integer" },
          "tokens_out": { "type": "integer" },
          "cost_usd": { "type": "number" },
          "model": { "type": "string" }
        },
        "answer": ["task"]
      },
      "tasks.create": {
        "method": "POST",
        "path": "/api/tasks",
        "summary": "Create a task",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "title": { "type": "text", "required": true },
          "description": { "type": "text", "nullable": true },
          "acceptance_criteria": { "type": "text", "nullable": true },
          "priority": { "type": "string", "values": ["critical", "high", "medium", "low"] },
          "type": { "type": "string", "values": ["bug", "feature", "task", "epic", "chore"] },
          "work_type": { "type": "string", "nullable": true },
          "labels": { "type": "words" },
          "tags": { "type": "words" },
          "metadata": { "type": "json" },
          "assigned_to": { "type": "string", "nullable": true },
          "due_on": { "type": "string", "nullable": true },
          "due_date": { "type": "time", "nullable": true },
          "scheduled_for": { "type": "time", "nullable": true },
          "estimated_hours": { "type": "number", "nullable": true },
          "actual_hours": { "type": "number", "nullable": true },
          "outcome": { "type": "string", "nullable": true, "values": ["success", "failed", "partial", "abandoned"] },
          "error_message": { "type": "text", "nullable": true },
          "resolution": { "type": "text", "nullable": true },
          "feedback_rating": { "type": "integer", "nullable": true },
          "feedback_notes": { "type": "text", "nullable": true },
          "retry_count": { "type": "integer" },
          "exec_mode": { "type": "string", "values": ["par", "seq"] },
          "exec_order": { "type": "integer", "nullable": true },
          "on_failure": { "type": "string", "values": ["block", "continue"] },
          "review_required": { "type": "boolean" },
          "status": { "type": "string", "values": ["inbox", "assigned", "in_progress", "review", "blocked", "done", "failed", "cancelled"] },
          "project_id": { "type": "integer" },
          "parent_id": { "type": "string", "nullable": true },
          "depends_on": { "type": "words" },
          "follow_ups": { "type": "json", "nullable": true },
          "completed_at": { "type": "time", "nullable": true }
        },
        "answer": ["task"]
      },
      "tasks.delete": {
        "method": "DELETE",
        "path": "/api/tasks/{id}",
        "summary": "Delete a task for good",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success"]
      },
      "tasks.diagram": {
        "method": "GET",
        "path": "/api/tasks/{id}/diagram",
        "summary": "Draw a task and what is below it as Mermaid; as plain text when Accept asks for it",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "depth": { "type": "string" },
          "recursive": { "type": "boolean", "values": ["0", "1", "true", "false"] }
        },
        "body": null,
        "answer": ["mermaid"]
      },
      "tasks.fail": {
        "method": "POST",
        "path": "/api/tasks/{id}/fail",
        "summary": "Give a task up for good",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": true,
        "query": {},
        "body": {
          "run_id": { "type": "integer" },
          "error": { "type": "text", "required": true }
        },
        "answer": ["task"]
      },
      "tasks.graph": {
        "method": "GET",
        "path": "/api/tasks/graph",
        "summary": "Read how tasks hang together: epics, steps and links, below one task or in whole projects",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "root": { "type": "string" },
          "project_id": { "type": "string" },
          "depth": { "type": "string" },
          "archived": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "finished": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "loose": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["tasks", "links", "truncated"]
      },
      "tasks.judge": {
        "method": "POST",
        "path": "/api/tasks/{id}/verdict",
        "summary": "Approve or reject work in review; refused when it is not in review",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "verdict": { "type": "string", "required": true, "values": ["approved", "rejected"] },
          "notes": { "type": "text", "required": true },
          "reviewer": { "type": "string" },
          "etag": { "type": "string" }
        },
        "answer": ["review", "task"]
      },
      "tasks.labels": {
        "method": "GET",
        "path": "/api/tasks/labels",
        "summary": "List the labels in use with how many tasks have each, the most used first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "project_id": { "type": "string" },
          "q": { "type": "string" },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["labels", "has_more"]
      },
      "tasks.link": {
        "method": "POST",
        "path": "/api/tasks/{id}/links",
        "summary": "Link a task to another of its project",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "to": { "type": "string", "required": true },
          "type": { "type": "string", "required": true, "values": ["blocks", "relates", "duplicates"] },
          "inverse": { "type": "boolean" }
        },
        "answer": ["links", "next_cursor"]
      },
      "tasks.links": {
        "method": "GET",
        "path": "/api/tasks/{id}/links",
        "summary": "Read a task's links, from either end",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "limit": { "type": "string" },
          "cursor": { "type": "string" }
        },
        "body": null,
        "answer": ["links", "next_cursor"]
      },
      "tasks.list": {
        "method": "GET",
        "path": "/api/tasks",
        "summary": "List tasks",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "status": { "type": "string" },
          "priority": { "type": "string" },
          "type": { "type": "string" },
          "assigned_to": { "type": "string" },
          "project_id": { "type": "string" },
          "parent_id": { "type": "string" },
          "root": { "type": "string" },
          "labels": { "type": "string" },
          "tags": { "type": "string" },
          "all_labels": { "type": "string" },
          "ready": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "stale": { "type": "boolean", "values": ["0", "1", "true", "false"] },
          "archived": { "type": "string", "values": ["true", "false", "all"] },
          "q": { "type": "string" },
          "sort": { "type": "string", "values": ["-created_at", "created_at", "-updated_at", "priority"] },
          "limit": { "type": "string" },
          "offset": { "type": "string" },
          "cursor": { "type": "text" }
        },
        "body": null,
        "answer": ["tasks", "total", "page", "limit", "next_cursor"]
      },
      "tasks.lists": {
        "method": "GET",
        "path": "/api/tasks/lists",
        "summary": "Read several lists of tasks at once, such as the columns of a board",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "lists": { "type": "text", "required": true }
        },
        "body": null,
        "answer": ["lists"]
      },
      "tasks.outcomes": {
        "method": "GET",
        "path": "/api/tasks/outcomes",
        "summary": "How finished work ended, by agent and priority",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "timeframe": { "type": "string", "values": ["day", "week", "month", "all"] }
        },
        "body": null,
        "answer": ["timeframe", "summary", "by_agent", "by_priority", "common_errors", "record_count"]
      },
      "tasks.parents": {
        "method": "GET",
        "path": "/api/tasks/parents",
        "summary": "Read what stands above tasks of a list: title, the order of its steps, and its own parents",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "ids": { "type": "string", "required": true }
        },
        "body": null,
        "answer": ["parents"]
      },
      "tasks.poll": {
        "method": "GET",
        "path": "/api/tasks/queue",
        "summary": "Poll for work: claims the best ready task for an agent",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {
          "agent": { "type": "string" },
          "max_capacity": { "type": "string" },
          "wait": { "type": "string" },
          "project_id": { "type": "string" },
          "claim_id": { "type": "string" },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["task", "reason", "agent", "timestamp", "run", "feedback", "claims"]
      },
      "tasks.poll_post": {
        "method": "POST",
        "path": "/api/tasks/queue",
        "summary": "Poll for work: claims the best ready task for an agent",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "agent": { "type": "string" },
          "max_capacity": { "type": "string" },
          "wait": { "type": "string" },
          "project_id": { "type": "string" },
          "claim_id": { "type": "string" },
          "limit": { "type": "string" },
          "worker": { "type": "json" }
        },
        "answer": ["task", "reason", "agent", "timestamp", "run", "feedback", "claims"]
      },
      "tasks.put": {
        "method": "PUT",
        "path": "/api/tasks/{id}",
        "summary": "Change a task: absent fields stay, null clears",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "title": { "type": "text" },
          "description": { "type": "text", "nullable": true },
          "acceptance_criteria": { "type": "text", "nullable": true },
          "priority": { "type": "string", "values": ["critical", "high", "medium", "low"] },
          "type": { "type": "string", "values": ["bug", "feature", "task", "epic", "chore"] },
          "work_type": { "type": "string", "nullable": true },
          "labels": { "type": "words" },
          "tags": { "type": "words" },
          "metadata": { "type": "json" },
          "assigned_to": { "type": "string", "nullable": true },
          "due_on": { "type": "string", "nullable": true },
          "due_date": { "type": "time", "nullable": true },
          "scheduled_for": { "type": "time", "nullable": true },
          "estimated_hours": { "type": "number", "nullable": true },
          "actual_hours": { "type": "number", "nullable": true },
          "outcome": { "type": "string", "nullable": true, "values": ["success", "failed", "partial", "abandoned"] },
          "error_message": { "type": "text", "nullable": true },
          "resolution": { "type": "text", "nullable": true },
          "feedback_rating": { "type": "integer", "nullable": true },
          "feedback_notes": { "type": "text", "nullable": true },
          "retry_count": { "type": "integer" },
          "exec_mode": { "type": "string", "values": ["par", "seq"] },
          "exec_order": { "type": "integer", "nullable": true },
          "on_failure": { "type": "string", "values": ["block", "continue"] },
          "review_required": { "type": "boolean" },
          "status": { "type": "string", "values": ["inbox", "assigned", "in_progress", "review", "blocked", "done", "failed", "cancelled"] },
          "add_labels": { "type": "words" },
          "remove_labels": { "type": "words" },
          "project_id": { "type": "integer" },
          "parent_id": { "type": "string", "nullable": true },
          "follow_ups": { "type": "json", "nullable": true },
          "archived": { "type": "boolean" },
          "blocked_reason": { "type": "text", "nullable": true },
          "run_id": { "type": "integer" },
          "etag": { "type": "string" }
        },
        "answer": ["task", "unchanged"]
      },
      "tasks.read": {
        "method": "GET",
        "path": "/api/tasks/{id}",
        "summary": "Read a task",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["task"]
      },
      "tasks.regression": {
        "method": "GET",
        "path": "/api/tasks/regression",
        "summary": "Compare work finished before and after a change",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "beta_start": { "type": "text", "required": true },
          "lookback_seconds": { "type": "string" }
        },
        "body": null,
        "answer": ["metric_definitions", "params", "windows", "deltas"]
      },
      "tasks.release": {
        "method": "POST",
        "path": "/api/tasks/{id}/release",
        "summary": "Put a claimed task back",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": true,
        "query": {},
        "body": {
          "run_id": { "type": "integer" },
          "reason": { "type": "text" }
        },
        "answer": ["task"]
      },
      "tasks.reorder": {
        "method": "PUT",
        "path": "/api/tasks/{id}/children",
        "summary": "Make steps of a task's children, in the given order",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "order": { "type": "words", "required": true }
        },
        "answer": ["children"]
      },
      "tasks.retry": {
        "method": "POST",
        "path": "/api/tasks/{id}/retry",
        "summary": "Reopen a finished task, or unblock a blocked one",
        "role": "operator",
        "agent": true,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "reason": { "type": "text" }
        },
        "answer": ["task"]
      },
      "tasks.runs": {
        "method": "GET",
        "path": "/api/tasks/{id}/runs",
        "summary": "Read a task's runs, newest first",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["runs"]
      },
      "tasks.thread": {
        "method": "GET",
        "path": "/api/tasks/{id}/thread",
        "summary": "Read the tasks that hand on to one and that it hands on to, first to last",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["thread"]
      },
      "tasks.unlink": {
        "method": "DELETE",
        "path": "/api/tasks/{id}/links",
        "summary": "Remove a link",
        "role": "operator",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "to": { "type": "string", "required": true },
          "type": { "type": "string", "required": true, "values": ["blocks", "relates", "duplicates"] },
          "inverse": { "type": "boolean" }
        },
        "answer": ["success", "removed", "links", "next_cursor"]
      },
      "tasks.update": {
        "method": "PATCH",
        "path": "/api/tasks/{id}",
        "summary": "Change a task: absent fields stay, null clears",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": {
          "title": { "type": "text" },
          "description": { "type": "text", "nullable": true },
          "acceptance_criteria": { "type": "text", "nullable": true },
          "priority": { "type": "string", "values": ["critical", "high", "medium", "low"] },
          "type": { "type": "string", "values": ["bug", "feature", "task", "epic", "chore"] },
          "work_type": { "type": "string", "nullable": true },
          "labels": { "type": "words" },
          "tags": { "type": "words" },
          "metadata": { "type": "json" },
          "assigned_to": { "type": "string", "nullable": true },
          "due_on": { "type": "string", "nullable": true },
          "due_date": { "type": "time", "nullable": true },
          "scheduled_for": { "type": "time", "nullable": true },
          "estimated_hours": { "type": "number", "nullable": true },
          "actual_hours": { "type": "number", "nullable": true },
          "outcome": { "type": "string", "nullable": true, "values": ["success", "failed", "partial", "abandoned"] },
          "error_message": { "type": "text", "nullable": true },
          "resolution": { "type": "text", "nullable": true },
          "feedback_rating": { "type": "integer", "nullable": true },
          "feedback_notes": { "type": "text", "nullable": true },
          "retry_count": { "type": "integer" },
          "exec_mode": { "type": "string", "values": ["par", "seq"] },
          "exec_order": { "type": "integer", "nullable": true },
          "on_failure": { "type": "string", "values": ["block", "continue"] },
          "review_required": { "type": "boolean" },
          "status": { "type": "string", "values": ["inbox", "assigned", "in_progress", "review", "blocked", "done", "failed", "cancelled"] },
          "add_labels": { "type": "words" },
          "remove_labels": { "type": "words" },
          "project_id": { "type": "integer" },
          "parent_id": { "type": "string", "nullable": true },
          "follow_ups": { "type": "json", "nullable": true },
          "archived": { "type": "boolean" },
          "blocked_reason": { "type": "text", "nullable": true },
          "run_id": { "type": "integer" },
          "etag": { "type": "string" }
        },
        "answer": ["task", "unchanged"]
      },
      "tokens.by_agent": {
        "method": "GET",
        "path": "/api/tokens/by-agent",
        "summary": "Tokens and costs of each agent over the last days",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "days": { "type": "string" }
        },
        "body": null,
        "answer": ["agents", "summary"]
      },
      "tokens.query": {
        "method": "GET",
        "path": "/api/tokens",
        "summary": "Tokens and costs in the shapes of Mission Control's clients",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {
          "action": { "type": "string", "values": ["list", "stats", "agent-costs", "task-costs", "trends", "export"] },
          "timeframe": { "type": "string", "values": ["hour", "day", "week", "month", "all"] },
          "format": { "type": "string", "values": ["json", "csv"] },
          "limit": { "type": "string" }
        },
        "body": null,
        "answer": ["usage", "total", "timeframe", "summary", "models", "sessions", "agents", "recordCount", "tasks", "projects", "unattributed", "trends"]
      },
      "tokens.report": {
        "method": "POST",
        "path": "/api/tokens",
        "summary": "Report tokens that an agent used",
        "role": "operator",
        "agent": true,
        "run": true,
        "keyed": true,
        "query": {},
        "body": {
          "model": { "type": "string", "required": true },
          "sessionId": { "type": "text" },
          "agent": { "type": "string" },
          "inputTokens": { "type": "integer", "required": true },
          "outputTokens": { "type": "integer", "required": true },
          "costUsd": { "type": "number", "nullable": true },
          "operation": { "type": "string" },
          "duration": { "type": "number", "nullable": true },
          "taskId": { "type": "string", "nullable": true },
          "run_id": { "type": "integer" }
        },
        "answer": ["success", "record"]
      },
      "triggers.create": {
        "method": "POST",
        "path": "/api/triggers",
        "summary": "Create tasks when something happens; the secret of a hook is shown this once",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {},
        "answer": ["trigger", "url", "secret"]
      },
      "triggers.deliveries": {
        "method": "GET",
        "path": "/api/triggers/{id}/deliveries",
        "summary": "List what fired a trigger, newest first, with what came of it",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "outcome": { "type": "string", "values": ["received", "created", "skipped", "ignored", "failed"] },
          "limit": { "type": "string" },
          "cursor": { "type": "string" }
        },
        "body": null,
        "answer": ["deliveries", "next_cursor"]
      },
      "triggers.delivery": {
        "method": "GET",
        "path": "/api/triggers/{id}/deliveries/{delivery}",
        "summary": "Read what fired a trigger, with what was sent",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["delivery"]
      },
      "triggers.list": {
        "method": "GET",
        "path": "/api/triggers",
        "summary": "List the triggers with what came of them; of secrets only the last characters",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "project_id": { "type": "string" },
          "kind": { "type": "string", "values": ["webhook", "status", "children_done", "budget"] },
          "limit": { "type": "string" },
          "cursor": { "type": "string" }
        },
        "body": null,
        "answer": ["triggers", "next_cursor"]
      },
      "triggers.pause": {
        "method": "POST",
        "path": "/api/triggers/{id}/pause",
        "summary": "Pause a trigger: what would fire it is skipped",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "note": { "type": "text", "nullable": true }
        },
        "answer": ["trigger"]
      },
      "triggers.read": {
        "method": "GET",
        "path": "/api/triggers/{id}",
        "summary": "Read a trigger, by id or name",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["trigger"]
      },
      "triggers.remove": {
        "method": "DELETE",
        "path": "/api/triggers/{id}",
        "summary": "Delete a trigger with its secrets and its log; its tasks stay",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "trigger"]
      },
      "triggers.replay": {
        "method": "POST",
        "path": "/api/triggers/{id}/deliveries/{delivery}/replay",
        "summary": "Let a delivery fire its trigger again, with the template as it is now",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": null,
        "answer": ["delivery"]
      },
      "triggers.resume": {
        "method": "POST",
        "path": "/api/triggers/{id}/resume",
        "summary": "Let a trigger fire again, on what happens from now on",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": null,
        "answer": ["trigger"]
      },
      "triggers.rotate": {
        "method": "POST",
        "path": "/api/triggers/{id}/secret",
        "summary": "Give a hook a new secret; the earlier one is accepted too for a while",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "keep_old_hours": { "type": "integer" }
        },
        "answer": ["secret", "old_secret_expires_at"]
      },
      "triggers.test": {
        "method": "POST",
        "path": "/api/triggers/{id}/test",
        "summary": "Show the task that a trigger would create, without creating it",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "payload": { "type": "json" }
        },
        "answer": ["answer", "reason", "payload", "task", "missing"]
      },
      "triggers.update": {
        "method": "PATCH",
        "path": "/api/triggers/{id}",
        "summary": "Change a trigger: absent fields stay, the template is replaced as a whole",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "match": { "type": "json" },
          "task_template": { "type": "json" },
          "max_per_hour": { "type": "integer", "nullable": true },
          "etag": { "type": "string" }
        },
        "answer": ["trigger"]
      },
      "users.list": {
        "method": "GET",
        "path": "/api/users",
        "summary": "List the people who may sign in, by username",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["users"]
      },
      "webhooks.create": {
        "method": "POST",
        "path": "/api/webhooks",
        "summary": "Send events to an address; its secret is shown this once",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "name": { "type": "string", "required": true },
          "url": { "type": "text", "required": true },
          "events": { "type": "words" },
          "project_id": { "type": "integer", "nullable": true },
          "enabled": { "type": "boolean" },
          "generate_secret": { "type": "boolean" }
        },
        "answer": ["id", "name", "url", "secret", "old_secrets", "events", "project_id", "enabled", "health", "failing_since", "consecutive_failures", "next_attempt_at", "last_fired_at", "last_status", "last_error", "total_deliveries", "successful_deliveries", "failed_deliveries", "circuit_open", "workspace_id", "created_by", "created_at", "updated_at", "message"]
      },
      "webhooks.delete": {
        "method": "DELETE",
        "path": "/api/webhooks",
        "summary": "Delete a webhook named in the body, as existing clients do",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "id": { "type": "integer", "required": true }
        },
        "answer": ["success", "deleted"]
      },
      "webhooks.deliveries": {
        "method": "GET",
        "path": "/api/webhooks/deliveries",
        "summary": "List what was sent to webhooks, newest first",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {
          "webhook_id": { "type": "string" },
          "state": { "type": "string", "values": ["queued", "retrying", "delivered", "failed"] },
          "limit": { "type": "string" },
          "before": { "type": "string" }
        },
        "body": null,
        "answer": ["deliveries", "total", "has_more", "next_before"]
      },
      "webhooks.delivery": {
        "method": "GET",
        "path": "/api/webhooks/deliveries/{id}",
        "summary": "Read one delivery with its payload, and every attempt with the answer",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["delivery"]
      },
      "webhooks.list": {
        "method": "GET",
        "path": "/api/webhooks",
        "summary": "List the webhooks with their health; of secrets only the last characters",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["webhooks"]
      },
      "webhooks.put": {
        "method": "PUT",
        "path": "/api/webhooks",
        "summary": "Change a webhook named in the body, as existing clients do",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "url": { "type": "text" },
          "events": { "type": "words" },
          "enabled": { "type": "boolean" },
          "start_from": { "type": "string", "values": ["left_off", "now"] },
          "id": { "type": "integer", "required": true },
          "regenerate_secret": { "type": "boolean" },
          "reset_circuit": { "type": "boolean" }
        },
        "answer": ["success", "secret", "message"]
      },
      "webhooks.read": {
        "method": "GET",
        "path": "/api/webhooks/{id}",
        "summary": "Read a webhook with its health",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["webhook"]
      },
      "webhooks.redeliver": {
        "method": "POST",
        "path": "/api/webhooks/{id}/redeliver",
        "summary": "Send again what was given up since a time, or every event since then",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "since": { "type": "time", "required": true },
          "which": { "type": "string", "values": ["failed", "all"] }
        },
        "answer": ["success", "queued"]
      },
      "webhooks.redeliver_one": {
        "method": "POST",
        "path": "/api/webhooks/deliveries/{id}/redeliver",
        "summary": "Send one message again, under the id it had",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": null,
        "answer": ["success", "queued"]
      },
      "webhooks.remove": {
        "method": "DELETE",
        "path": "/api/webhooks/{id}",
        "summary": "Delete a webhook with its secrets and its log",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "deleted"]
      },
      "webhooks.retry": {
        "method": "POST",
        "path": "/api/webhooks/retry",
        "summary": "Send a message named in the body again, as existing clients do",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "delivery_id": { "type": "integer", "required": true }
        },
        "answer": ["success", "queued"]
      },
      "webhooks.rotate": {
        "method": "POST",
        "path": "/api/webhooks/{id}/secret",
        "summary": "Give a webhook a new secret; the earlier one signs messages too for a while",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": true,
        "query": {},
        "body": {
          "keep_old_hours": { "type": "integer" }
        },
        "answer": ["success", "secret", "old_secret_expires_at", "message"]
      },
      "webhooks.test": {
        "method": "POST",
        "path": "/api/webhooks/{id}/test",
        "summary": "Send a test message to a webhook and say how it answered",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["success", "status_code", "error", "duration_ms", "delivery"]
      },
      "webhooks.test_named": {
        "method": "POST",
        "path": "/api/webhooks/test",
        "summary": "Send a test message to a webhook named in the body, as existing clients do",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "id": { "type": "integer", "required": true }
        },
        "answer": ["success", "status_code", "error", "duration_ms", "delivery"]
      },
      "webhooks.update": {
        "method": "PATCH",
        "path": "/api/webhooks/{id}",
        "summary": "Change, enable or disable a webhook",
        "role": "admin",
        "agent": false,
        "run": false,
        "keyed": false,
        "query": {},
        "body": {
          "name": { "type": "string" },
          "url": { "type": "text" },
          "events": { "type": "words" },
          "enabled": { "type": "boolean" },
          "start_from": { "type": "string", "values": ["left_off", "now"] }
        },
        "answer": ["webhook"]
      },
      "webhooks.verify_docs": {
        "method": "GET",
        "path": "/api/webhooks/verify-docs",
        "summary": "Say how a receiver checks the signature that existing receivers know",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["algorithm", "header", "format", "description", "verification_steps", "example_nodejs"]
      },
      "workload.read": {
        "method": "GET",
        "path": "/api/workload",
        "summary": "How much work lies where",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["timestamp", "queue", "capacity", "agents", "recommendation", "thresholds", "stale", "needs_person"]
      },
      "workspaces.list": {
        "method": "GET",
        "path": "/api/workspaces",
        "summary": "List the workspaces: there is one",
        "role": "viewer",
        "agent": true,
        "run": true,
        "keyed": false,
        "query": {},
        "body": null,
        "answer": ["tenant_id", "active_workspace_id", "workspaces"]
      }
    };
  }
});

// client/time-limit.ts
function timeLimit(ms, outer) {
  const controller = new AbortController();
  const reason = new Error(`no answer within ${ms / 1e3} s`);
  const onOuter = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(reason), ms);
  if (outer?.aborted) onOuter();
  else outer?.addEventListener("abort", onOuter, { once: true });
  return {
    signal: controller.signal,
    reason,
    isOver: () => controller.signal.reason === reason,
    stopClock: () => clearTimeout(timer),
    end() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", onOuter);
    }
  };
}
var init_time_limit = __esm({
  "client/time-limit.ts"() {
    "use strict";
  }
});

// client/client.ts
var client_exports = {};
__export(client_exports, {
  connect: () => connect,
  keyed: () => keyed,
  pause: () => pause
});
function connect(connection) {
  const http = createClient({
    baseUrl: connection.url,
    headers: {
      accept: "application/json, */*;q=0.5",
      ...connection.key === null ? {} : { authorization: `Bearer ${connection.key}` },
      ...connection.agent ? { "x-agent-name": connection.agent } : {}
    },
    fetch: async (request2) => {
      const response = await (connection.fetch ?? fetch)(request2);
      if (!response.ok) throw await refusedBy(response);
      return response;
    }
  });
  const request = http.request;
  async function once2({ method, path: path7, parts, parseAs }, options, read) {
    const limit = timeLimit(options.timeoutMs ?? TIMEOUT_MS, options.signal);
    try {
      const answer = await request(method, path7, {
        params: { path: parts.path, query: parts.query },
        body: parts.body,
        parseAs,
        signal: limit.signal,
        headers: {
          ...options.agent ? { "x-agent-name": options.agent } : {},
          ...options.idempotencyKey ? { "idempotency-key": options.idempotencyKey } : {},
          ...options.headers
        }
      });
      const result = read(answer);
      if (parseAs === "stream") limit.stopClock();
      else limit.end();
      return result;
    } catch (error) {
      limit.end();
      if (error instanceof Refused || error instanceof NotBaton) throw error;
      options.signal?.throwIfAborted();
      throw new Unreachable(connection.url, limit.isOver() ? limit.reason : error);
    }
  }
  async function send(method, path7, parts = {}, options = {}) {
    const attempt2 = { method: method.toLowerCase(), path: path7, parts, parseAs: "text" };
    return persist(
      options,
      () => once2(attempt2, options, ({ data, response }) => replyOf(response, data, connection.url))
    );
  }
  return {
    connection,
    send,
    async call(id, input, options = {}) {
      const operation = OPERATIONS[id];
      const { method, path: path7 } = operation;
      const reply = await send(method, path7, input, keyed(operation, options));
      if (typeof reply.body !== "object") throw new NotBaton(connection.url, reply.type);
      return reply.body;
    },
    open(path7, parts, options) {
      const attempt2 = { method: "get", path: path7, parts, parseAs: "stream" };
      return once2(attempt2, options, ({ data, response }) => {
        if (data instanceof ReadableStream) return data;
        throw new NotBaton(connection.url, response.headers.get("content-type") ?? "no body");
      });
    }
  };
}
function keyed(operation, options) {
  return operation.keyed ? { idempotencyKey: randomKey(), ...options } : options;
}
function replyOf(response, data, url) {
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const { status } = response;
  if (type !== "application/json") return { status, type, body: data ?? "" };
  try {
    return { status, type, body: JSON.parse(String(data)) };
  } catch {
    throw new NotBaton(url, "its JSON cannot be read");
  }
}
function persist(options, attempt2) {
  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  const until = performance.now() + patienceMs;
  return pRetry(attempt2, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: FIRST_PAUSE_MS,
    maxTimeout: LONGEST_PAUSE_MS,
    maxRetryTime: patienceMs,
    randomize: true,
    signal: options.signal,
    async onFailedAttempt({ error }) {
      const waitMs = retryAfterMs(error);
      if (waitMs > 0 && performance.now() + waitMs < until) await pause(waitMs, options.signal);
    },
    shouldRetry: ({ error }) => {
      if (error instanceof Unreachable) return options.again === true;
      const isInTime = performance.now() + retryAfterMs(error) < until;
      return error instanceof Refused && error.isPassing && isInTime;
    }
  });
}
function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
var TIMEOUT_MS, PATIENCE_MS, FIRST_PAUSE_MS, LONGEST_PAUSE_MS, randomKey, retryAfterMs;
var init_client = __esm({
  "client/client.ts"() {
    "use strict";
    init_dist();
    init_p_retry();
    init_failures();
    init_operations();
    init_time_limit();
    TIMEOUT_MS = 2e4;
    PATIENCE_MS = 15e3;
    FIRST_PAUSE_MS = 250;
    LONGEST_PAUSE_MS = 5e3;
    randomKey = () => globalThis.crypto?.randomUUID() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
    retryAfterMs = (error) => error instanceof Refused && error.isPassing ? (error.retryAfter ?? 0) * 1e3 : 0;
  }
});

// cli/http.ts
var http_exports = {};
__export(http_exports, {
  httpFetch: () => httpFetch
});
async function httpFetch(request) {
  const url = new URL(request.url);
  const { request: begin } = await (url.protocol === "https:" ? import("node:https") : import("node:http"));
  const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  if (body) headers["content-length"] = String(body.length);
  const answer = await answerTo(
    begin,
    url,
    { method: request.method, headers, signal: request.signal },
    body
  );
  const { statusCode = 500 } = answer;
  const received = new Headers();
  for (let n = 0; n < answer.rawHeaders.length; n += 2)
    received.append(answer.rawHeaders[n], answer.rawHeaders[n + 1]);
  const isEmpty = [204, 205, 304].includes(statusCode);
  if (isEmpty) answer.resume();
  return new Response(isEmpty ? null : import_node_stream.Readable.toWeb(answer), {
    status: statusCode,
    headers: received
  });
}
function answerTo(begin, url, options, body) {
  return new Promise((resolve, reject) => {
    const sent = begin(url, options, resolve);
    sent.once("error", (cause) => reject(new TypeError("fetch failed", { cause })));
    sent.end(body ?? void 0);
  });
}
var import_node_stream;
var init_http = __esm({
  "cli/http.ts"() {
    "use strict";
    import_node_stream = require("node:stream");
  }
});

// cli/verbs/input.ts
function textOf(value, flag) {
  if (value === "-") return (0, import_node_fs3.readFileSync)(STDIN, "utf8");
  if (!value.startsWith("@")) return value;
  if (value.startsWith("@@")) return value.slice(1);
  const file = value.slice(1);
  if ((0, import_node_fs3.existsSync)(file)) return (0, import_node_fs3.readFileSync)(file, "utf8");
  if (/\s/.test(value)) return value;
  throw usage(
    `${flag}: there is no file ${file}`,
    `write @@${file} for the text "@${file}" itself`
  );
}
function jsonOf(value, flag) {
  const text = textOf(value, flag);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usage(
      `${flag} is no JSON: ${error.message}`,
      `quote it for the shell, as in ${flag} '{"title": "Fix the login"}', or give a file: ${flag} @task.json`
    );
  }
}
function fieldValue(field, value, flag) {
  if (value === false && field.type !== "boolean") return null;
  if (typeof value === "boolean") return value;
  const text = String(value);
  switch (field.type) {
    case "string":
      return text;
    case "text":
      return textOf(text, flag);
    case "boolean":
      return text === "true" || text === "1";
    case "integer":
    case "number":
      return numberOf(text, flag);
    case "time":
      return timeOf(text, flag);
    case "words":
      return text.split(",").map((word) => word.trim()).filter(Boolean);
    case "json":
      return jsonOf(text, flag);
    default: {
      const never = field.type;
      return never;
    }
  }
}
function numberOf(text, flag) {
  const number2 = Number(text);
  if (text.trim() === "" || !Number.isFinite(number2)) throw usage(`${flag} ${text} is no number`);
  return number2;
}
function timeOf(text, flag) {
  if (/^\d+$/.test(text)) return Number(text);
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) {
    throw usage(`${flag} ${text} is no time`, `write ${flag} 2026-12-01T09:00 or Unix seconds`);
  }
  return Math.floor(ms / 1e3);
}
var import_node_fs3, STDIN;
var init_input = __esm({
  "cli/verbs/input.ts"() {
    "use strict";
    import_node_fs3 = require("node:fs");
    init_failure();
    STDIN = 0;
  }
});

// cli/commands/init.ts
var init_exports = {};
__export(init_exports, {
  initCommand: () => initCommand
});
function initCommand(open2) {
  const command = new Command("init").description("check where Baton is and who calls, and save both as a profile").addHelpText("after", HELP2);
  return command.action(async () => {
    const globals = command.optsWithGlobals();
    const { out, signal } = open2({ ...globals, profile: void 0 });
    const name = globals.profile ?? DEFAULT_PROFILE;
    const before = readProfile(name) ?? {};
    const proposed = before.url ?? process.env.MC_URL?.trim() ?? DEFAULT_URL;
    const url = addressOf(globals.url ?? await ask("Address of Baton", proposed, signal));
    const given = globals.key ?? process.env.MC_API_KEY?.trim();
    const key = (given === void 0 ? await askSecretly("API key", signal) : textOf(given, "--key")).trim();
    if (key === "") throw usage("a profile needs a key", "give it with --key @FILE or --key -");
    const [{ connect: connect2 }, { httpFetch: httpFetch2 }] = await Promise.all([
      Promise.resolve().then(() => (init_client(), client_exports)),
      Promise.resolve().then(() => (init_http(), http_exports))
    ]);
    const baton = connect2({ ...readSettings({ url, key }, {}), fetch: httpFetch2 });
    const health2 = await baton.call("health.read", {}, { signal });
    const { user } = await baton.call("accounts.me", {}, { signal });
    const profile = { url, key };
    if (globals.project) profile.project = globals.project;
    if (globals.as) profile.agent = globals.as;
    const file = writeProfile(name, profile);
    const caller = { username: user.username, role: user.role };
    if (out.json) return out.value({ profile: name, file, url, version: health2.version, caller });
    await out.line(
      `Baton ${health2.version} answers at ${url}; you are ${user.username} (${user.role}).`
    );
    out.note(`Saved as profile "${name}" in ${file}.`);
  });
}
async function ask(question, proposed, signal) {
  if (!process.stdin.isTTY) return proposed;
  const lines = (0, import_node_readline.createInterface)({ input: process.stdin, output: process.stderr });
  try {
    const answer = await answerTo2(lines, `${question} [${proposed}]: `, signal);
    return answer.trim() || proposed;
  } finally {
    lines.close();
  }
}
async function askSecretly(question, signal) {
  if (!process.stdin.isTTY)
    throw usage("init needs a key", "give it with --key @FILE, --key - or MC_API_KEY");
  process.stderr.write(`${question}: `);
  const nowhere = new import_node_stream2.Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = (0, import_node_readline.createInterface)({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await answerTo2(lines, "", signal);
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
function answerTo2(lines, question, signal) {
  return new Promise((resolve, reject) => {
    lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    lines.question(question, resolve);
  });
}
var import_node_readline, import_node_stream2, HELP2;
var init_init = __esm({
  "cli/commands/init.ts"() {
    "use strict";
    import_node_readline = require("node:readline");
    import_node_stream2 = require("node:stream");
    init_commander();
    init_failure();
    init_profile();
    init_settings();
    init_input();
    HELP2 = `
mc init --url https://baton.example --key @key.txt
mc init --profile work --url https://baton.example --key - < key.txt
Without --url or --key it asks for them, in a terminal. The file is $XDG_CONFIG_HOME/baton/NAME.json, which only you can read.`;
  }
});

// cli/commands/status.ts
var status_exports = {};
__export(status_exports, {
  statusCommand: () => statusCommand
});
function statusCommand(open2) {
  const command = new Command("status").description(
    "how Baton is, who calls, and how much work lies where"
  );
  return command.action(async () => {
    const session = open2(command.optsWithGlobals());
    const { out, signal, settings } = session;
    const baton = await session.baton();
    const [health2, { user }, workload] = await Promise.all([
      baton.call("health.read", {}, { signal }),
      baton.call("accounts.me", {}, { signal }),
      baton.call("workload.read", {}, { signal })
    ]);
    const caller = { username: user.username, role: user.role };
    if (out.json) return out.value({ url: settings.url, health: health2, caller, workload });
    if (out.quiet) return out.line(health2.status);
    const { queue, agents: agents2, recommendation, needs_person: needed, stale } = workload;
    const oldest = agoText(0, queue.oldest_pending_age_seconds * 1e3);
    const counts = Object.entries(queue.by_status).filter(([, count2]) => count2 > 0).map(([status, count2]) => `${count2} ${out.paint(status, ...coloursOf(status))}`);
    await out.line(
      `Baton ${health2.version} at ${settings.url}: ${out.paint(health2.status, ...coloursOf(health2.status))}`
    );
    await out.line(`You      ${user.username} (${user.role})`);
    await out.line(
      `Tasks    ${counts.join(", ") || "none"}; ${queue.total_pending} pending, the oldest for ${oldest}`
    );
    await out.line(
      `Agents   ${agents2.online} of ${agents2.total} online, ${agents2.busy} busy, ${workload.capacity.active_tasks} tasks in hand`
    );
    if (needed > 0) await out.line(`Needs a person: ${needed}`);
    if (stale > 0) await out.line(`Stale: ${stale}`);
    if (recommendation.action !== "normal")
      await out.line(`${out.paint(recommendation.action, "yellow")}: ${recommendation.reason}`);
  });
}
var init_status = __esm({
  "cli/commands/status.ts"() {
    "use strict";
    init_commander();
    init_colours();
    init_values();
  }
});

// cli/commands/why.ts
var why_exports = {};
__export(why_exports, {
  reasonsOf: () => reasonsOf,
  whyCommand: () => whyCommand
});
function whyCommand(open2) {
  const command = new Command("why").description("why a task does not go on, and what to do about it").argument("<task>", "its number or reference");
  return command.action(async (ref) => {
    const session = open2(command.optsWithGlobals());
    const { out, signal } = session;
    const baton = await session.baton();
    const { task } = await baton.call("tasks.read", { path: { id: ref } }, { signal });
    const agent = await holderOf(session, task);
    const reasons = reasonsOf(task, agent);
    if (out.json) {
      const { ticket_ref, status, assigned_to } = task;
      return out.value({ task: ticket_ref, status, assigned_to, reasons });
    }
    await out.line(`${out.paint(task.ticket_ref, "bold")} is ${task.status}: ${task.title}`);
    for (const { sentence: sentence2, fix } of reasons) {
      await out.line(`- ${sentence2}`);
      if (fix) await out.line(`  ${out.paint(fix, "dim")}`);
    }
  });
}
async function holderOf(session, { assigned_to: name }) {
  if (name === null) return null;
  const baton = await session.baton();
  const read = baton.call("agents.read", { path: { id: name } }, { signal: session.signal });
  return read.then(({ agent }) => agent).catch(() => null);
}
function reasonsOf(task, agent) {
  const ref = task.ticket_ref;
  switch (task.status) {
    case "done":
    case "cancelled":
      return [{ code: task.status, sentence: `It is ${task.status}; nothing is left to do.` }];
    case "failed":
      return [
        {
          code: "failed",
          sentence: `It failed: ${task.error_message ?? "no error was given"}`,
          fix: `mc tasks retry ${ref} "what to do differently"`
        }
      ];
    case "review":
      return [
        {
          code: "review",
          sentence: `It waits for a verdict (round ${task.review_cycles + 1} of 3).`,
          fix: `mc reviews approve ${ref} "why it is good"`
        }
      ];
    case "blocked":
      return [
        {
          code: "blocked",
          sentence: `It is blocked: ${task.blocked_reason ?? "no reason was given"}`,
          fix: `mc tasks update ${ref} --status assigned`
        }
      ];
    case "in_progress":
      return [
        {
          code: "in_progress",
          sentence: `${task.claimed_by ?? "Somebody"} works on it; the lease lasts until ${timeText(task.lease_expires_at) || "it is renewed"}.`,
          fix: task.run_id === null ? void 0 : `mc runs get ${task.run_id}`
        }
      ];
    default:
      return waitingReasons(task, agent);
  }
}
function waitingReasons(task, agent) {
  const reasons = task.waiting_on.map(({ reason, message, ticket_ref }) => ({
    code: reason,
    sentence: message,
    fix: ticket_ref === null ? void 0 : `mc why ${ticket_ref}`
  }));
  if (task.kind === "group")
    reasons.push({
      code: "group",
      sentence: "It is a group: what is below it is worked on, not the group itself."
    });
  if (task.dispatch_hold)
    reasons.push({ code: task.dispatch_hold.code, sentence: task.dispatch_hold.message });
  if (task.next_attempt_at !== null)
    reasons.push({
      code: "retry",
      sentence: `It is tried again at ${timeText(task.next_attempt_at)}.`
    });
  if (task.assigned_to !== null && agent === null)
    reasons.push({
      code: "unknown_agent",
      sentence: `No agent is named ${task.assigned_to} yet.`,
      fix: `mc agents register ${task.assigned_to}`
    });
  if (agent?.status === "offline")
    reasons.push({
      code: "offline",
      sentence: `${agent.name} is offline since ${timeText(agent.last_seen) || "the beginning"}.`
    });
  if (agent && agent.in_progress >= agent.max_capacity)
    reasons.push({
      code: "at_capacity",
      sentence: `${agent.name} holds ${agent.in_progress} of ${agent.max_capacity} tasks.`,
      fix: `mc tasks list --assigned-to ${agent.name} --status in_progress`
    });
  if (reasons.length > 0) return reasons;
  if (!task.claimable)
    return [
      {
        code: "not_claimable",
        sentence: `It is ${task.status}, and polls are not given work in this state.`
      }
    ];
  return [
    task.assigned_to === null ? { code: "pool", sentence: "Nothing holds it up: the next poll for work may get it." } : {
      code: "next_poll",
      sentence: `Nothing holds it up: it waits for the next poll of ${task.assigned_to}.`
    }
  ];
}
var init_why = __esm({
  "cli/commands/why.ts"() {
    "use strict";
    init_commander();
    init_values();
  }
});

// cli/commands/raw.ts
var raw_exports = {};
__export(raw_exports, {
  rawCommand: () => rawCommand
});
function rawCommand(open2) {
  const command = new Command("raw").description("send any request").argument("[method]", METHODS.join(", ")).argument("[path]", "such as /api/tasks?status=inbox").option("--method <method>", "the same as the first word").option("--path <path>", "the same as the second word").option("--body <json>", "JSON, @FILE or -").addHelpText("after", HELP3);
  return command.action(async (...args) => {
    const [first, second] = args;
    const options = command.opts();
    const session = open2(command.optsWithGlobals());
    const method = (first ?? options.method ?? "").toUpperCase();
    const path7 = second ?? options.path ?? "";
    if (!METHODS.includes(method))
      throw usage(
        `"${method}" is no method`,
        `take one of ${METHODS.join(", ")}: mc raw GET /api/tasks`
      );
    if (!path7.startsWith("/")) throw usage("a path begins with /", "such as mc raw GET /api/tasks");
    const body = options.body === void 0 ? void 0 : jsonOf(options.body, "--body");
    const baton = await session.baton();
    const { signal, timeoutMs, out } = session;
    const reply = await baton.send(method, path7, { body }, { signal, timeoutMs });
    await (typeof reply.body === "string" ? out.line(reply.body) : out.value(reply.body));
  });
}
var METHODS, HELP3;
var init_raw = __esm({
  "cli/commands/raw.ts"() {
    "use strict";
    init_commander();
    init_failure();
    init_input();
    METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    HELP3 = `
mc raw GET /api/health
mc raw POST /api/tasks --body '{"title": "Fix the login"}'
The description of every path: mc raw GET /api/openapi.json`;
  }
});

// node_modules/eventsource-parser/dist/errors.js
var ParseError;
var init_errors = __esm({
  "node_modules/eventsource-parser/dist/errors.js"() {
    "use strict";
    ParseError = class extends Error {
      constructor(message, options) {
        super(message);
        this.name = "ParseError";
        this.type = options.type;
        this.field = options.field;
        this.value = options.value;
        this.line = options.line;
      }
    };
  }
});

// node_modules/eventsource-parser/dist/parse.js
function createParser(config) {
  if (typeof config === "function") {
    throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");
  }
  const { maxBufferSize, onComment, onError, onEvent, onId, onRetry } = config;
  const pendingFragments = [];
  let pendingFragmentsLength = 0;
  let bomPrefix = "";
  let id;
  let data = "";
  let dataLines = 0;
  let eventType;
  let terminated = false;
  let skippingLine = false;
  let skipNextLineFeed = false;
  function feed(chunk) {
    if (terminated) {
      throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");
    }
    if (bomPrefix !== void 0) {
      chunk = bomPrefix + chunk;
      if (chunk === "" || chunk === "\xEF" || chunk === "\xEF\xBB") {
        bomPrefix = chunk;
        return;
      }
      bomPrefix = void 0;
      chunk = chunk.replace(/^(?:\uFEFF|\xEF\xBB\xBF)/, "");
    }
    if (skippingLine || skipNextLineFeed) {
      chunk = resumeAfterSkip(chunk);
      if (!chunk) {
        return;
      }
    }
    if (!pendingFragments.length) {
      const trailing = processLines(chunk);
      if (trailing !== "") {
        storeTrailing(trailing);
      }
      checkForBufferOverflow();
      return;
    }
    if (chunk.indexOf("\n") === -1 && chunk.indexOf("\r") === -1) {
      if (pendingFragmentsLength < MAX_FIELD_PREFIX_LENGTH) {
        const head = pendingFragments.join("") + chunk.slice(0, MAX_FIELD_PREFIX_LENGTH - pendingFragmentsLength);
        if (!shouldBufferTrailing(head)) {
          pendingFragments.length = 0;
          pendingFragmentsLength = 0;
          skippingLine = true;
          return;
        }
      }
      pendingFragments.push(chunk);
      pendingFragmentsLength += chunk.length;
      checkForBufferOverflow();
      return;
    }
    pendingFragments.push(chunk);
    const input = pendingFragments.join("");
    pendingFragments.length = 0;
    pendingFragmentsLength = 0;
    storeTrailing(processLines(input));
    checkForBufferOverflow();
  }
  function resumeAfterSkip(chunk) {
    if (chunk.length === 0) {
      return chunk;
    }
    if (skipNextLineFeed) {
      skipNextLineFeed = false;
      return chunk.charCodeAt(0) === LF ? chunk.slice(1) : chunk;
    }
    const crIndex = chunk.indexOf("\r");
    const lfIndex = chunk.indexOf("\n");
    const lineEnd = crIndex === -1 ? lfIndex : lfIndex === -1 ? crIndex : crIndex < lfIndex ? crIndex : lfIndex;
    if (lineEnd === -1) {
      return "";
    }
    if (lineEnd === chunk.length - 1 && chunk.charCodeAt(lineEnd) === CR) {
      skippingLine = false;
      skipNextLineFeed = true;
      return "";
    }
    skippingLine = false;
    return chunk.slice(lineEnd + (chunk.charCodeAt(lineEnd) === CR && chunk.charCodeAt(lineEnd + 1) === LF ? 2 : 1));
  }
  function storeTrailing(trailing) {
    if (!trailing)
      return;
    if (trailing.charCodeAt(trailing.length - 1) === CR) {
      parseLine(trailing, 0, trailing.length - 1);
      if (checkForBufferOverflow())
        return;
      skipNextLineFeed = true;
      return;
    }
    if (shouldBufferTrailing(trailing)) {
      pendingFragments.push(trailing);
      pendingFragmentsLength = trailing.length;
      return;
    }
    skippingLine = true;
  }
  function shouldBufferTrailing(trailing) {
    const firstCharCode = trailing.charCodeAt(0);
    return firstCharCode === 58 && !!onComment || firstCharCode === 100 && isPotentialField(trailing, "data") || firstCharCode === 101 && isPotentialField(trailing, "event") || firstCharCode === 105 && isPotentialField(trailing, "id") || firstCharCode === 114 && isPotentialField(trailing, "retry");
  }
  function checkForBufferOverflow() {
    if (terminated)
      return true;
    if (maxBufferSize === void 0)
      return false;
    if (pendingFragmentsLength + data.length <= maxBufferSize)
      return false;
    terminated = true;
    pendingFragments.length = 0;
    pendingFragmentsLength = 0;
    id = void 0;
    data = "";
    dataLines = 0;
    eventType = void 0;
    skippingLine = false;
    skipNextLineFeed = false;
    onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Buffered data exceeded max buffer size of ${maxBufferSize} characters`, {
      type: "max-buffer-size-exceeded"
    }));
    return true;
  }
  function processLines(chunk) {
    let searchIndex = 0;
    if (chunk.indexOf("\r") === -1) {
      let lfIndex2 = chunk.indexOf("\n", searchIndex);
      while (lfIndex2 !== -1) {
        if (searchIndex === lfIndex2) {
          if (id !== void 0) {
            onId === null || onId === void 0 ? void 0 : onId(id);
          }
          if (dataLines > 0) {
            onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data });
          }
          id = void 0;
          data = "";
          dataLines = 0;
          eventType = void 0;
          searchIndex = lfIndex2 + 1;
          lfIndex2 = chunk.indexOf("\n", searchIndex);
          continue;
        }
        const firstCharCode = chunk.charCodeAt(searchIndex);
        if (isDataPrefix(chunk, searchIndex, firstCharCode)) {
          const valueStart = chunk.charCodeAt(searchIndex + 5) === SPACE ? searchIndex + 6 : searchIndex + 5;
          const value = chunk.slice(valueStart, lfIndex2);
          if (dataLines === 0 && chunk.charCodeAt(lfIndex2 + 1) === LF) {
            if (id !== void 0) {
              onId === null || onId === void 0 ? void 0 : onId(id);
            }
            onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data: value });
            id = void 0;
            data = "";
            eventType = void 0;
            searchIndex = lfIndex2 + 2;
            lfIndex2 = chunk.indexOf("\n", searchIndex);
            continue;
          }
          data = dataLines === 0 ? value : `${data}
${value}`;
          dataLines++;
        } else if (isEventPrefix(chunk, searchIndex, firstCharCode)) {
          eventType = chunk.slice(chunk.charCodeAt(searchIndex + 6) === SPACE ? searchIndex + 7 : searchIndex + 6, lfIndex2) || void 0;
        } else {
          parseLine(chunk, searchIndex, lfIndex2);
        }
        if (checkForBufferOverflow())
          return "";
        searchIndex = lfIndex2 + 1;
        lfIndex2 = chunk.indexOf("\n", searchIndex);
      }
      return chunk.slice(searchIndex);
    }
    let crIndex = chunk.indexOf("\r", searchIndex);
    let lfIndex = chunk.indexOf("\n", searchIndex);
    while (searchIndex < chunk.length) {
      let lineEnd = -1;
      if (crIndex !== -1 && lfIndex !== -1) {
        lineEnd = crIndex < lfIndex ? crIndex : lfIndex;
      } else if (crIndex !== -1) {
        if (crIndex === chunk.length - 1) {
          lineEnd = -1;
        } else {
          lineEnd = crIndex;
        }
      } else if (lfIndex !== -1) {
        lineEnd = lfIndex;
      }
      if (lineEnd === -1) {
        break;
      }
      parseLine(chunk, searchIndex, lineEnd);
      if (checkForBufferOverflow())
        return "";
      searchIndex = lineEnd + 1;
      if (chunk.charCodeAt(searchIndex - 1) === CR && chunk.charCodeAt(searchIndex) === LF) {
        searchIndex++;
      }
      if (crIndex !== -1 && crIndex < searchIndex) {
        crIndex = chunk.indexOf("\r", searchIndex);
      }
      if (lfIndex !== -1 && lfIndex < searchIndex) {
        lfIndex = chunk.indexOf("\n", searchIndex);
      }
    }
    return chunk.slice(searchIndex);
  }
  function parseLine(chunk, start, end) {
    if (start === end) {
      dispatchEvent();
      return;
    }
    const firstCharCode = chunk.charCodeAt(start);
    if (isDataPrefix(chunk, start, firstCharCode)) {
      const valueStart = chunk.charCodeAt(start + 5) === SPACE ? start + 6 : start + 5;
      const value2 = chunk.slice(valueStart, end);
      data = dataLines === 0 ? value2 : `${data}
${value2}`;
      dataLines++;
      return;
    }
    if (isEventPrefix(chunk, start, firstCharCode)) {
      eventType = chunk.slice(chunk.charCodeAt(start + 6) === SPACE ? start + 7 : start + 6, end) || void 0;
      return;
    }
    if (firstCharCode === 105 && chunk.charCodeAt(start + 1) === 100 && chunk.charCodeAt(start + 2) === 58) {
      const value2 = chunk.slice(chunk.charCodeAt(start + 3) === SPACE ? start + 4 : start + 3, end);
      if (!value2.includes("\0"))
        id = value2;
      return;
    }
    if (firstCharCode === 58) {
      if (onComment) {
        const line2 = chunk.slice(start, end);
        onComment(line2.slice(chunk.charCodeAt(start + 1) === SPACE ? 2 : 1));
      }
      return;
    }
    const line = chunk.slice(start, end);
    const fieldSeparatorIndex = line.indexOf(":");
    if (fieldSeparatorIndex === -1) {
      processField(line, "", line);
      return;
    }
    const field = line.slice(0, fieldSeparatorIndex);
    const offset = line.charCodeAt(fieldSeparatorIndex + 1) === SPACE ? 2 : 1;
    const value = line.slice(fieldSeparatorIndex + offset);
    processField(field, value, line);
  }
  function processField(field, value, line) {
    switch (field) {
      case "event":
        eventType = value || void 0;
        break;
      case "data":
        data = dataLines === 0 ? value : `${data}
${value}`;
        dataLines++;
        break;
      case "id":
        if (!value.includes("\0"))
          id = value;
        break;
      case "retry":
        if (/^\d+$/.test(value)) {
          onRetry === null || onRetry === void 0 ? void 0 : onRetry(parseInt(value, 10));
        } else {
          onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Invalid \`retry\` value: "${value}"`, {
            type: "invalid-retry",
            value,
            line
          }));
        }
        break;
      default:
        onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Unknown field "${field.length > 20 ? `${field.slice(0, 20)}\u2026` : field}"`, { type: "unknown-field", field, value, line }));
        break;
    }
  }
  function dispatchEvent() {
    if (id !== void 0) {
      onId === null || onId === void 0 ? void 0 : onId(id);
    }
    if (dataLines > 0) {
      onEvent === null || onEvent === void 0 ? void 0 : onEvent({
        id,
        event: eventType,
        data
      });
    }
    id = void 0;
    data = "";
    dataLines = 0;
    eventType = void 0;
  }
  function reset(options = {}) {
    if (options.consume && pendingFragments.length > 0) {
      const incompleteLine = pendingFragments.join("");
      parseLine(incompleteLine, 0, incompleteLine.length);
    }
    bomPrefix = "";
    id = void 0;
    data = "";
    dataLines = 0;
    eventType = void 0;
    pendingFragments.length = 0;
    pendingFragmentsLength = 0;
    terminated = false;
    skippingLine = false;
    skipNextLineFeed = false;
  }
  return { feed, reset };
}
function isDataPrefix(chunk, i, firstCharCode) {
  return firstCharCode === 100 && chunk.charCodeAt(i + 1) === 97 && chunk.charCodeAt(i + 2) === 116 && chunk.charCodeAt(i + 3) === 97 && chunk.charCodeAt(i + 4) === 58;
}
function isEventPrefix(chunk, i, firstCharCode) {
  return firstCharCode === 101 && chunk.charCodeAt(i + 1) === 118 && chunk.charCodeAt(i + 2) === 101 && chunk.charCodeAt(i + 3) === 110 && chunk.charCodeAt(i + 4) === 116 && chunk.charCodeAt(i + 5) === 58;
}
function isPotentialField(line, field) {
  let i = 1;
  while (i < line.length && i < field.length) {
    if (line.charCodeAt(i) !== field.charCodeAt(i)) {
      return false;
    }
    i++;
  }
  return line.length <= field.length || line.charCodeAt(field.length) === 58;
}
var LF, CR, SPACE, MAX_FIELD_PREFIX_LENGTH;
var init_parse = __esm({
  "node_modules/eventsource-parser/dist/parse.js"() {
    "use strict";
    init_errors();
    LF = 10;
    CR = 13;
    SPACE = 32;
    MAX_FIELD_PREFIX_LENGTH = 6;
  }
});

// node_modules/eventsource-parser/dist/index.js
var init_dist2 = __esm({
  "node_modules/eventsource-parser/dist/index.js"() {
    "use strict";
    init_parse();
  }
});

// client/follow.ts
async function* followEvents(baton, options) {
  const { signal, firstPauseMs = FIRST_PAUSE_MS2 } = options;
  let position = options.since ?? null;
  let wasConnected = false;
  let failures = 0;
  while (!signal.aborted) {
    let ended = "the stream ended";
    try {
      for await (const message of oneConnection(baton, options, position)) {
        const frame = readFrame(message);
        if (frame.type === "connected") {
          position ??= frame.id;
          yield { kind: "connected", id: position ?? "0", again: wasConnected };
          wasConnected = true;
          failures = 0;
        } else if (frame.type === "closed" || frame.type === "reset") {
          if (frame.reason === "history_removed") {
            const { message: why, json } = frame;
            yield { kind: "gap", after: position ?? "0", message: why, json };
          } else ended = frame.message;
        } else if (frame.type === "tick") {
          if (frame.id === null || isKnown(frame.id, position)) continue;
          position = frame.id;
          yield { kind: "position", id: frame.id };
        } else {
          if (frame.id !== null && isKnown(frame.id, position)) continue;
          yield { kind: "event", id: frame.id, type: frame.type, json: frame.json };
          position = frame.id ?? position;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      const isPassing = error instanceof Unreachable || error instanceof Refused && error.isPassing;
      if (!isPassing || !wasConnected) throw error;
      ended = error.message;
    }
    if (signal.aborted) return;
    const retryInMs = Math.min(LONGEST_PAUSE_MS2, firstPauseMs * 2 ** failures);
    failures++;
    yield { kind: "lost", message: ended, retryInMs };
    await pause(retryInMs, signal).catch(() => void 0);
  }
}
async function* oneConnection(baton, options, position) {
  const { signal, types, projectId, taskId, silenceMs = SILENCE_MS } = options;
  const silent = new AbortController();
  const stop = () => silent.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  let watch2;
  const listen = () => {
    clearTimeout(watch2);
    watch2 = setTimeout(
      () => silent.abort(new Unreachable(baton.connection.url, `silent for ${silenceMs} ms`)),
      silenceMs
    );
  };
  try {
    const query = {
      types: types?.join(","),
      project_id: projectId,
      task_id: taskId,
      ticks: "true"
    };
    const headers = { accept: "text/event-stream" };
    if (position !== null) headers["last-event-id"] = position;
    const body = await baton.open("/api/events", { query }, { headers, signal: silent.signal });
    let heard = [];
    const parser = createParser({ onEvent: (message) => heard.push(message) });
    const decoder = new TextDecoder();
    listen();
    for await (const chunk of body) {
      clearTimeout(watch2);
      parser.feed(decoder.decode(chunk, { stream: true }));
      yield* heard;
      heard = [];
      listen();
    }
  } catch (error) {
    if (silent.signal.reason instanceof Unreachable) throw silent.signal.reason;
    if (error instanceof Refused || error instanceof NotBaton || error instanceof Unreachable)
      throw error;
    throw new Unreachable(baton.connection.url, error);
  } finally {
    clearTimeout(watch2);
    signal.removeEventListener("abort", stop);
    silent.abort();
  }
}
function readFrame({ id, data }) {
  const read = JSON.parse(data);
  const { reason = "", message = reason } = read.data ?? {};
  return { id: id ?? null, type: read.type, json: data, reason, message };
}
var SILENCE_MS, FIRST_PAUSE_MS2, LONGEST_PAUSE_MS2, isKnown;
var init_follow = __esm({
  "client/follow.ts"() {
    "use strict";
    init_dist2();
    init_client();
    init_failures();
    SILENCE_MS = 4e4;
    FIRST_PAUSE_MS2 = 500;
    LONGEST_PAUSE_MS2 = 3e4;
    isKnown = (id, position) => position !== null && Number(id) <= Number(position);
  }
});

// cli/refusals.ts
var refusals_exports = {};
__export(refusals_exports, {
  shown: () => shown
});
function shown(error, settings) {
  if (error instanceof Unreachable) {
    return new Failure(error.message, {
      exitCode: EXIT.network,
      code: error.why.startsWith("no answer within") ? "timeout" : "network",
      retryable: true,
      fix: "start it, or say where it is with --url, MC_URL or `mc init`",
      cause: error.cause
    });
  }
  if (error instanceof NotBaton) {
    const fix = "check that --url or MC_URL is the address of Baton";
    return new Failure(error.message, {
      exitCode: EXIT.server,
      code: "not_baton",
      fix,
      cause: error
    });
  }
  if (!(error instanceof Refused)) return error;
  const { status, problem } = error;
  const isWithoutKey = status === 401 && settings.key === null;
  return new Failure(isWithoutKey ? "Baton asks for an API key" : error.message, {
    exitCode: exitCodeOf(status),
    code: error.code,
    retryable: error.isPassing,
    fix: isWithoutKey ? "set MC_API_KEY, or save one with `mc init`; an admin makes keys under Settings" : problem.fix ?? waitingFix(error),
    problems: problem.problems,
    requestId: problem.request_id,
    cause: error
  });
}
function waitingFix({ isPassing, retryAfter }) {
  if (!isPassing) return void 0;
  return retryAfter === null ? "try again in a moment" : `try again in ${retryAfter} s`;
}
function exitCodeOf(status) {
  if (status === 401) return EXIT.unauthenticated;
  if (status === 403) return EXIT.forbidden;
  return status === 429 || status >= 500 ? EXIT.server : EXIT.usage;
}
var init_refusals = __esm({
  "cli/refusals.ts"() {
    "use strict";
    init_failures();
    init_failure();
  }
});

// cli/commands/doctor.ts
var doctor_exports = {};
__export(doctor_exports, {
  doctorCommand: () => doctorCommand
});
function doctorCommand(open2) {
  const command = new Command("doctor").description(
    "check this machine, the connection, the server and the agents"
  );
  return command.action(async () => {
    const session = open2(command.optsWithGlobals());
    const { out } = session;
    const findings = await examine(session);
    if (out.json)
      await out.value({ ok: findings.every(({ ok }) => ok), checks: findings.map(wire) });
    else
      for (const { ok, check, says, fix } of findings) {
        const mark = ok ? out.paint("ok", "green") : out.paint("NO", "red", "bold");
        await out.line(
          `${mark}  ${check.padEnd(12)} ${says}${fix && !ok ? `
    ${out.paint(fix, "dim")}` : ""}`
        );
      }
    const worst = findings.find(({ ok }) => !ok);
    if (worst) process.exitCode = worst.exitCode ?? EXIT.server;
  });
}
async function examine(session) {
  const findings = [nodeVersion(), profileMode(session)];
  const baton = await session.baton();
  const begun = performance.now();
  const health2 = await attempt(session, "server", async () => {
    const read = await baton.call("health.read", {}, { signal: session.signal, patienceMs: 0 });
    const ms = Math.round(performance.now() - begun);
    const jobs = read.jobs === "ok" || read.jobs === "elsewhere";
    return [
      {
        check: "server",
        ok: read.status === "ok",
        says: `Baton ${read.version} at ${session.settings.url} is ${read.status}, in ${ms} ms`,
        fix: "look at the server's log; mc raw GET /api/health shows what it says"
      },
      { check: "database", ok: read.db === "ok", says: read.db },
      {
        check: "jobs",
        ok: jobs,
        says: read.jobs,
        fix: "start a server with BATON_ROLE=all or jobs"
      },
      clock(read.ts)
    ];
  });
  findings.push(...health2);
  if (health2.length === 1) return findings;
  const caller = await attempt(session, "key", async () => {
    const { user } = await baton.call("accounts.me", {}, { signal: session.signal });
    return [{ check: "key", ok: true, says: `${user.username} (${user.role})` }];
  });
  findings.push(...caller);
  if (!caller[0]?.ok) return findings;
  findings.push(
    ...await attempt(session, "events", async () => [await stream(baton, session.signal)])
  );
  findings.push(...await attempt(session, "agents", () => agents(baton, session.signal)));
  findings.push(...await attempt(session, "schedules", () => schedules2(baton, session.signal)));
  if (caller[0].says.endsWith("(admin)"))
    findings.push(...await attempt(session, "backups", () => backups2(baton, session.signal)));
  return findings;
}
async function attempt(session, check, look) {
  try {
    return await look();
  } catch (error) {
    const failure = shown(error, session.settings);
    if (!(failure instanceof Failure)) throw error;
    const { message, fix, exitCode } = failure;
    return [{ check, ok: false, says: message, fix, exitCode }];
  }
}
function nodeVersion() {
  const major = Number(process.versions.node.split(".")[0]);
  return {
    check: "node",
    ok: major >= 18,
    says: `Node ${process.versions.node}`,
    fix: "install Node 18 or newer",
    exitCode: EXIT.usage
  };
}
function profileMode({ globals }) {
  const name = globals.profile ?? DEFAULT_PROFILE;
  const isOpen = isReadableByOthers(name);
  return {
    check: "profile",
    ok: isOpen !== true,
    says: isOpen === null ? `there is no profile "${name}"` : profileFile(name),
    fix: `others can read the key: chmod 600 ${profileFile(name)}`,
    exitCode: EXIT.usage
  };
}
function clock(serverTime) {
  const offset = Math.round(Date.now() - Date.parse(serverTime));
  return {
    check: "clock",
    ok: Math.abs(offset) < CLOCK_MS,
    says: `${Math.abs(offset)} ms ${offset < 0 ? "behind" : "ahead of"} the server's`,
    fix: "set this machine's clock by NTP",
    exitCode: EXIT.usage
  };
}
async function stream(baton, outer) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  outer.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(stop, STREAM_MS);
  const begun = performance.now();
  try {
    for await (const heard of followEvents(baton, { signal: controller.signal })) {
      if (heard.kind !== "connected") continue;
      const ms = Math.round(performance.now() - begun);
      return { check: "events", ok: true, says: `the stream comes through, in ${ms} ms` };
    }
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
  return {
    check: "events",
    ok: false,
    says: `the stream said nothing for ${STREAM_MS / 1e3} s`,
    fix: "a proxy in front of Baton may buffer it: turn buffering off for /api/events",
    exitCode: EXIT.network
  };
}
async function agents(baton, signal) {
  const [{ agents: all }, { tasks: failed, total }] = await Promise.all([
    baton.call("agents.list", { query: { limit: "200" } }, { signal }),
    baton.call(
      "tasks.list",
      { query: { status: "failed", limit: String(MOST_FAILED) } },
      { signal }
    )
  ]);
  const waited = all.filter(
    ({ status, taskStats }) => status === "offline" && taskStats.assigned + taskStats.in_progress > 0
  );
  return [
    {
      check: "agents",
      ok: waited.length === 0,
      says: waited.length === 0 ? `${all.filter(({ status }) => status !== "offline").length} of ${all.length} are there` : `offline with work: ${waited.map(({ name }) => name).join(", ")}`,
      fix: "start them, or give their tasks to others: mc tasks update TASK --assigned-to NAME"
    },
    {
      check: "failed work",
      // It waits for a person, and nothing between this machine and the agents is broken.
      ok: true,
      says: total === 0 ? "none" : `${total}: ${failed.map(({ ticket_ref }) => ticket_ref).join(", ")}; mc why TASK says why`
    }
  ];
}
async function schedules2(baton, signal) {
  const answer = await baton.call("schedules.list", { query: { limit: "200" } }, { signal });
  const ill = answer.schedules.filter(({ health: health2 }) => !FINE.includes(health2.state));
  const named2 = ill.map(({ name, health: health2 }) => `${name}: ${health2.message}`);
  return [
    {
      check: "schedules",
      ok: ill.length === 0,
      says: ill.length === 0 ? `${answer.schedules.length}, none in trouble` : named2.join("; "),
      fix: "mc schedules runs NAME says what happened"
    }
  ];
}
async function backups2(baton, signal) {
  const read = await baton.call("backups.list", {}, { signal }).catch((error) => {
    if (error instanceof Refused && error.status === 403) return null;
    throw error;
  });
  if (read === null) return [];
  const { health: health2, last_success: last } = read;
  const when = last === null ? "" : `; the last one is ${ageOf(last.started_at)} old`;
  return [
    {
      check: "backups",
      // Without any of its own an operator may have others.
      ok: health2.state !== "failing" && health2.state !== "late",
      says: health2.state === "ok" ? `they are made${when}` : `${health2.message}${when}`,
      fix: "mc backups list says what happened; mc backup FILE makes one now"
    }
  ];
}
function ageOf(seconds) {
  const hours = Math.max(0, Math.round((Date.now() / 1e3 - seconds) / 3600));
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
var STREAM_MS, CLOCK_MS, MOST_FAILED, FINE, wire;
var init_doctor = __esm({
  "cli/commands/doctor.ts"() {
    "use strict";
    init_commander();
    init_failures();
    init_follow();
    init_failure();
    init_profile();
    init_refusals();
    STREAM_MS = 1e4;
    CLOCK_MS = 5e3;
    MOST_FAILED = 5;
    FINE = ["ok", "paused", "finished"];
    wire = ({ check, ok, says, fix }) => ({ check, ok, says, ...ok ? {} : { fix } });
  }
});

// cli/orkestra/newer-node.ts
function readsSqlite(version2 = process.versions.node) {
  const [major = 0, minor = 0] = version2.split(".").map(Number);
  return major > SQLITE_SINCE[0] || major === SQLITE_SINCE[0] && minor >= SQLITE_SINCE[1];
}
function onPinnedNode() {
  const script = (0, import_node_fs4.realpathSync)(process.argv[1] ?? "");
  const name = process.platform === "win32" ? "node.exe" : "node";
  const pinned = import_node_path3.default.join(import_node_path3.default.dirname(script), "../node_modules/node/bin", name);
  if (!(0, import_node_fs4.existsSync)(pinned)) {
    throw usage(
      `an import reads SQLite, which Node ${process.versions.node} does not`,
      `run it on Node ${SQLITE_SINCE.join(".")} or newer, or where Baton is installed`
    );
  }
  const child = (0, import_node_child_process2.spawn)(pinned, [script, ...process.argv.slice(2)], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
var import_node_child_process2, import_node_fs4, import_node_path3, SQLITE_SINCE;
var init_newer_node = __esm({
  "cli/orkestra/newer-node.ts"() {
    "use strict";
    import_node_child_process2 = require("node:child_process");
    import_node_fs4 = require("node:fs");
    import_node_path3 = __toESM(require("node:path"), 1);
    init_failure();
    SQLITE_SINCE = [22, 13];
  }
});

// lib/tasks/tickets/codes.ts
function fromCode(kind, word) {
  const key = word.trim().toLowerCase().replace(/[\s_-]+/g, "_");
  return WORDS2[kind].get(key);
}
var STATUS_CODES, PRIORITY_CODES, TYPE_CODES, LINK_CODES, CODES2, SPELLINGS, WORDS2;
var init_codes = __esm({
  "lib/tasks/tickets/codes.ts"() {
    "use strict";
    STATUS_CODES = {
      inbox: "bk",
      assigned: "td",
      in_progress: "ip",
      review: "rv",
      blocked: "bl",
      done: "dn",
      failed: "fl",
      cancelled: "cl"
    };
    PRIORITY_CODES = {
      critical: "cr",
      high: "h",
      medium: "m",
      low: "l"
    };
    TYPE_CODES = {
      bug: "bug",
      feature: "ft",
      task: "tsk",
      epic: "ep",
      chore: "chr"
    };
    LINK_CODES = {
      blocks: "blk",
      relates: "rel",
      duplicates: "dup"
    };
    CODES2 = {
      status: STATUS_CODES,
      priority: PRIORITY_CODES,
      type: TYPE_CODES,
      link: LINK_CODES
    };
    SPELLINGS = {
      status: {
        backlog: "inbox",
        new: "inbox",
        todo: "assigned",
        to_do: "assigned",
        ready: "assigned",
        inprogress: "in_progress",
        doing: "in_progress",
        started: "in_progress",
        claimed: "in_progress",
        wip: "in_progress",
        in_review: "review",
        reviewing: "review",
        block: "blocked",
        complete: "done",
        completed: "done",
        finished: "done",
        closed: "done",
        fail: "failed",
        cancel: "cancelled",
        canceled: "cancelled"
      },
      priority: {
        crit: "critical",
        urgent: "critical",
        c: "critical",
        hi: "high",
        med: "medium",
        normal: "medium",
        lo: "low"
      },
      type: { feat: "feature", fix: "bug", defect: "bug", story: "feature", tk: "task" },
      link: {
        block: "blocks",
        blocking: "blocks",
        relate: "relates",
        related: "relates",
        relates_to: "relates",
        related_to: "relates",
        duplicate: "duplicates"
      }
    };
    WORDS2 = Object.fromEntries(
      Object.entries(CODES2).map(([kind, codes]) => [
        kind,
        new Map([
          ...Object.entries(SPELLINGS[kind]),
          ...Object.entries(codes).flatMap(([word, code]) => [
            [word, word],
            [code, word]
          ])
        ])
      ])
    );
  }
});

// cli/orkestra/places.ts
function placeChildren(tickets, parentIdOf, deviations) {
  for (const [id, ticket] of tickets) {
    const parentId = parentIdOf(id);
    if (parentId === "") continue;
    const parent = tickets.get(parentId);
    if (parent === void 0 || parent === ticket) {
      const why = parent === ticket ? "is itself" : "is not in this project";
      deviations.push({ id, what: `its parent ${parentId} ${why}: it has none` });
      ticket.exec_order = null;
      continue;
    }
    ticket.parent = parent.number;
  }
  cutCircles(tickets, deviations);
  freePlaces(tickets, deviations);
}
function cutCircles(tickets, deviations) {
  const byNumber = new Map([...tickets.values()].map((ticket) => [ticket.number, ticket]));
  const safe = /* @__PURE__ */ new Set();
  for (const [id, ticket] of tickets) {
    const way = /* @__PURE__ */ new Set();
    let at = ticket;
    while (at !== void 0 && !safe.has(at.number) && !way.has(at.number)) {
      way.add(at.number);
      at = at.parent === null ? void 0 : byNumber.get(at.parent);
    }
    if (at !== void 0 && way.has(at.number)) {
      deviations.push({
        id: at === ticket ? id : at.source_id,
        what: "its parents are a circle: it has none"
      });
      at.parent = null;
      at.exec_order = null;
    }
    for (const number2 of way) safe.add(number2);
  }
}
function freePlaces(tickets, deviations) {
  const taken = /* @__PURE__ */ new Set();
  const archivedParents = new Set(
    [...tickets.values()].filter((each) => each.archived_at !== null).map((each) => each.number)
  );
  for (const [id, ticket] of tickets) {
    if (ticket.parent === null || ticket.archived_at !== null) continue;
    const isOpen = ticket.status !== "done" && ticket.status !== "cancelled";
    if (isOpen && archivedParents.has(ticket.parent)) {
      deviations.push({
        id,
        what: "its parent is archived: nobody is handed it before that is back"
      });
    }
    if (ticket.exec_order === null) continue;
    const place = `${ticket.parent}/${ticket.exec_order}`;
    if (taken.has(place)) {
      const what = `order ${ticket.exec_order} is taken by another child of its parent: it has none`;
      deviations.push({ id, what });
      ticket.exec_order = null;
    }
    taken.add(place);
  }
}
function inOrder(tickets) {
  const byNumber = new Map([...tickets.values()].map((ticket) => [ticket.number, ticket]));
  const done = /* @__PURE__ */ new Set();
  const ordered = [];
  for (const ticket of [...tickets.values()].sort((a, b) => a.number - b.number)) {
    const line = [];
    let at = ticket;
    while (at !== void 0 && !done.has(at.number)) {
      line.push(at);
      done.add(at.number);
      at = at.parent === null ? void 0 : byNumber.get(at.parent);
    }
    ordered.push(...line.reverse());
  }
  return ordered;
}
var init_places = __esm({
  "cli/orkestra/places.ts"() {
    "use strict";
  }
});

// cli/orkestra/values.ts
function textOf2(value) {
  if (value === null || value === void 0) return "";
  const text = value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
  return text.replaceAll("\0", "").toWellFormed();
}
function timeOf2(value) {
  if (value === null || value === void 0 || value === "") return null;
  const number2 = Number(value);
  const millis = Number.isFinite(number2) ? Math.trunc(number2 < 1e11 ? number2 * 1e3 : number2) : Date.parse(stampOf(textOf2(value)));
  return millis >= EARLIEST && millis <= LATEST ? millis : null;
}
function stampOf(text) {
  const match = text.trim().match(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*\s*(Z|[+-]\d\d:?\d\d)?/);
  if (!match) return text;
  const [, date, time2, fraction = "", zone = "Z"] = match;
  return `${date}T${time2}${fraction}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`;
}
function cut(text, max) {
  if (text.length <= max) return text;
  const head = text.slice(0, max);
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head;
}
function pieces(text, max) {
  const found = [];
  for (let rest = text; rest !== ""; ) {
    const piece = cut(rest, max);
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return found;
}
function labelsOf(value) {
  const text = textOf2(value).trim();
  if (text === "" || text === "null") return [];
  if (!text.startsWith("[")) return text.split(",");
  try {
    const parsed = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map((label) => textOf2(label)) : null;
  } catch {
    return null;
  }
}
var EARLIEST, LATEST;
var init_values2 = __esm({
  "cli/orkestra/values.ts"() {
    "use strict";
    EARLIEST = 0;
    LATEST = 4102444799e3;
  }
});

// cli/orkestra/ticket.ts
function ticketOf(row, number2, now, tell) {
  const created = timeOf2(row.created_at);
  if (created === null)
    tell("its time of creation cannot be read: the time of the import is taken");
  const created_at = created ?? now;
  const updated_at = Math.max(created_at, timeOf2(row.updated_at) ?? created_at);
  const archived = textOf2(row.archived_at);
  const ticket = {
    number: number2,
    source_id: cut(textOf2(row.id), 200),
    title: "",
    description: null,
    status: "inbox",
    priority: coded("priority", row.priority, "medium", tell),
    type: coded("type", row.type, "task", tell),
    labels: labels(row.labels, tell),
    assigned_to: null,
    blocked_reason: null,
    parent: null,
    exec_mode: execMode(row.exec_mode, tell),
    exec_order: execOrder(row.exec_order, tell),
    archived_at: archived === "" ? null : timeOf2(row.archived_at) ?? updated_at,
    created_at,
    updated_at,
    comments: [],
    links: []
  };
  words(ticket, row, tell);
  assign(ticket, row, tell);
  stand(ticket, row, tell);
  return ticket;
}
function comment(ticket, author, content, created_at) {
  for (const piece of pieces(content, TEXT))
    ticket.comments.push({ author, content: piece, created_at });
}
function words(ticket, row, tell) {
  const title = textOf2(row.title);
  const description = textOf2(row.description);
  ticket.title = cut(title, TITLE);
  if (title.trim() === "") {
    ticket.title = "(untitled)";
    tell("it has no title");
  }
  const isLong = title.length > TITLE;
  if (isLong) tell(`its title is cut to ${TITLE} characters and stands whole in the description`);
  const whole = isLong ? `${title}

${description}` : description;
  const [head = "", ...rest] = pieces(whole, TEXT);
  ticket.description = head === "" ? null : head;
  if (rest.length === 0) return;
  tell(`its description is cut to ${TEXT} characters and goes on in ${rest.length} comments`);
  for (const piece of rest) comment(ticket, IMPORTER, piece, ticket.created_at);
}
function assign(ticket, row, tell) {
  const assignee = textOf2(row.assignee).trim();
  if (assignee === "") return;
  if (AGENT_NAME.test(assignee)) {
    ticket.assigned_to = assignee;
    return;
  }
  tell("its assignee is no agent's name: it is kept in a comment");
  comment(ticket, IMPORTER, `Assignee in Orkestra: ${assignee}`, ticket.updated_at);
}
function stand(ticket, row, tell) {
  const word = textOf2(row.status);
  const status = fromCode("status", word);
  switch (status) {
    case "done":
    case "cancelled":
      ticket.status = status;
      return;
    case "blocked":
      ticket.status = "blocked";
      ticket.blocked_reason = "It was blocked in Orkestra";
      return;
    case "failed":
      ticket.status = "blocked";
      ticket.blocked_reason = "It had failed in Orkestra";
      tell("it had failed: it is blocked until somebody looks");
      return;
    case "in_progress":
      ticket.status = "assigned";
      tell("it was in progress and nobody holds it here: it waits to be claimed again");
      comment(
        ticket,
        IMPORTER,
        "This was in progress in Orkestra when it was imported. Nobody holds it here: claim it to go on.",
        ticket.updated_at
      );
      return;
    case "review":
      ticket.status = "assigned";
      tell("it was in review: it waits to be claimed again");
      return;
    case "assigned":
      ticket.status = "assigned";
      return;
    case "inbox":
    case void 0:
      ticket.status = ticket.assigned_to === null ? "inbox" : "assigned";
      if (status === void 0) tell(`unknown status "${cut(word, 40)}": ${ticket.status}`);
      return;
  }
}
function coded(kind, value, otherwise, tell) {
  const word = textOf2(value);
  const known = fromCode(kind, word);
  if (known === void 0) tell(`unknown ${kind} "${cut(word, 40)}": ${otherwise}`);
  return known ?? otherwise;
}
function labels(value, tell) {
  const found = labelsOf(value);
  if (found === null) tell("its labels cannot be read: it has none");
  const trimmed = (found ?? []).map((label) => label.trim()).filter((label) => label !== "");
  const short = [...new Set(trimmed.map((label) => cut(label, LABEL).trim()))];
  if (trimmed.some((label) => label.length > LABEL)) {
    tell(`a label is cut to ${LABEL} characters`);
  }
  if (short.length > LABELS)
    tell(`only the first ${LABELS} of its ${short.length} labels are kept`);
  return short.slice(0, LABELS);
}
function execMode(value, tell) {
  const word = textOf2(value).trim().toLowerCase();
  if (word === "seq" || word === "sequential") return "seq";
  if (!["", "par", "parallel"].includes(word)) tell(`unknown exec_mode "${cut(word, 40)}": par`);
  return "par";
}
function execOrder(value, tell) {
  if (value === null || value === void 0 || value === "") return null;
  const order = Number(value);
  if (Number.isInteger(order) && order >= 0 && order <= 2147483647) return order;
  tell(`its order "${cut(textOf2(value), 40)}" is no whole number from 0 on: it has none`);
  return null;
}
var TITLE, TEXT, LABEL, LABELS, AGENT_NAME, IMPORTER;
var init_ticket = __esm({
  "cli/orkestra/ticket.ts"() {
    "use strict";
    init_codes();
    init_values2();
    TITLE = 500;
    TEXT = 5e4;
    LABEL = 100;
    LABELS = 50;
    AGENT_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;
    IMPORTER = "orkestra import";
  }
});

// cli/orkestra/plan.ts
function planImport(file, choice, now) {
  const names = [...new Set(file.tickets.map(projectOf))];
  const wanted = choice.project?.toLowerCase();
  const chosen = names.filter((name) => wanted === void 0 || name.toLowerCase() === wanted);
  if (chosen.length === 0) {
    throw new Failure(
      names.length === 0 ? "The file holds no tickets" : `The file holds no project ${choice.project}`,
      {
        exitCode: EXIT.usage,
        fix: names.length === 0 ? void 0 : `it holds ${names.join(", ")}`
      }
    );
  }
  if (choice.as !== void 0 && chosen.length > 1) {
    throw new Failure(`The file holds several projects: ${chosen.join(", ")}`, {
      exitCode: EXIT.usage,
      fix: "name the one that --as is for with --project"
    });
  }
  const comments = Map.groupBy(file.comments, (row) => textOf2(row.ticket_id));
  return chosen.map((source) => planOf(source, choice.as ?? source, file, comments, now));
}
function projectOf(row) {
  return textOf2(row.project_id).trim() || textOf2(row.id).replace(/-[^-]*$/, "");
}
function planOf(source, prefix, file, comments, now) {
  const deviations = [];
  const tickets = /* @__PURE__ */ new Map();
  const rows = /* @__PURE__ */ new Map();
  const numbers = /* @__PURE__ */ new Set();
  for (const row of file.tickets) {
    if (projectOf(row) !== source) continue;
    const id = textOf2(row.id);
    const tell = (what) => deviations.push({ id, what });
    const number2 = numberOf2(id, source);
    if (number2 === null || numbers.has(number2)) {
      tell(
        number2 === null ? `its id is not ${source}-NUMBER: it is left out` : "its number is taken: it is left out"
      );
      continue;
    }
    numbers.add(number2);
    const ticket = ticketOf(row, number2, now, tell);
    for (const said of comments.get(id) ?? []) addComment(ticket, said, tell);
    tickets.set(id, ticket);
    rows.set(id, row);
  }
  placeChildren(tickets, (id) => textOf2(rows.get(id)?.parent_id), deviations);
  const ordered = inOrder(tickets);
  addLinks(file.links, tickets, ordered, deviations);
  return { source, prefix, tickets: ordered, deviations };
}
function numberOf2(id, source) {
  const match = id.match(/^(.*)-(\d{1,10})$/);
  const number2 = Number(match?.[2]);
  return match?.[1] === source && number2 >= 1 && number2 <= 2147483647 ? number2 : null;
}
function addComment(ticket, row, tell) {
  const content = textOf2(row.body);
  if (content.trim() === "") {
    tell("an empty comment is left out");
    return;
  }
  const author = cut(textOf2(row.author).trim(), 100) || "llm";
  comment(ticket, author, content, timeOf2(row.created_at) ?? ticket.created_at);
}
function addLinks(links, tickets, ordered, deviations) {
  const position = new Map(ordered.map((ticket, index) => [ticket.number, index]));
  for (const row of links) {
    const [from_id, to_id] = [textOf2(row.from_id), textOf2(row.to_id)];
    const [from, to] = [tickets.get(from_id), tickets.get(to_id)];
    if (!from && !to) continue;
    const id = from ? from_id : to_id;
    const tell = (what) => deviations.push({ id, what });
    if (!from || !to) {
      tell(`its link to ${from ? to_id : from_id} is left out: that is not in this project`);
      continue;
    }
    if (from === to) {
      tell("a link to itself is left out");
      continue;
    }
    const word = textOf2(row.link_type);
    const type = fromCode("link", word) ?? "relates";
    if (fromCode("link", word) === void 0) {
      tell(`unknown link "${cut(word, 40)}" to ${to_id}: relates`);
    }
    const isFromLater = (position.get(from.number) ?? 0) > (position.get(to.number) ?? 0);
    const [later, earlier] = isFromLater ? [from, to] : [to, from];
    later.links.push({ to: earlier.number, type, inverse: !isFromLater });
  }
}
var init_plan = __esm({
  "cli/orkestra/plan.ts"() {
    "use strict";
    init_codes();
    init_failure();
    init_places();
    init_ticket();
    init_values2();
  }
});

// cli/orkestra/read.ts
async function readOrkestra(file) {
  if (!(0, import_node_fs5.existsSync)(file)) {
    throw new Failure(`There is no file ${file}`, { exitCode: EXIT.usage });
  }
  const { database, close } = await open(file);
  try {
    const tables = tablesOf(database);
    const tickets = rowsOf(database, tables, "tickets");
    if (tickets === null) {
      throw new Failure(`${file} is not an Orkestra database: no table of it holds tickets`, {
        exitCode: EXIT.usage,
        fix: "name the file that DB_PATH of Orkestra names"
      });
    }
    return {
      tickets,
      comments: rowsOf(database, tables, "comments") ?? [],
      links: rowsOf(database, tables, "links") ?? []
    };
  } finally {
    close();
  }
}
async function open(file) {
  const { DatabaseSync } = await import("node:sqlite");
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return { database, close: () => database.close() };
  } catch (error) {
    if (!(0, import_node_fs5.existsSync)(`${file}-wal`)) throw unreadable(file, error);
  }
  const folder = (0, import_node_fs5.mkdtempSync)(import_node_path4.default.join((0, import_node_os2.tmpdir)(), "mc-import-"));
  const remove = () => (0, import_node_fs5.rmSync)(folder, { recursive: true, force: true });
  try {
    const copy = import_node_path4.default.join(folder, "orkestra.db");
    (0, import_node_fs5.copyFileSync)(file, copy);
    (0, import_node_fs5.copyFileSync)(`${file}-wal`, `${copy}-wal`);
    const database = new DatabaseSync(copy);
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return {
      database,
      close: () => {
        database.close();
        remove();
      }
    };
  } catch (error) {
    remove();
    throw unreadable(file, error);
  }
}
function unreadable(file, error) {
  return new Failure(`${file} cannot be read as an SQLite database: ${error.message}`, {
    exitCode: EXIT.usage
  });
}
function tablesOf(database) {
  const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all().map((row) => String(row.name));
  const tables = /* @__PURE__ */ new Map();
  for (const name of names) {
    try {
      const columns = database.prepare(`PRAGMA table_info(${quoted(name)})`).all();
      tables.set(
        name,
        columns.map((column2) => String(column2.name))
      );
    } catch {
    }
  }
  return tables;
}
function rowsOf(database, tables, kind) {
  const known = COLUMNS[kind];
  for (const [table, columns] of tables) {
    const found = Object.entries(known).flatMap(([name, spellings]) => {
      const column2 = spellings.find((each) => columns.includes(each));
      return column2 === void 0 ? [] : [{ name, column: column2 }];
    });
    const has = new Set(found.map(({ name }) => name));
    if (!NEEDED[kind].every((name) => has.has(name))) continue;
    const list = found.map(({ name, column: column2 }) => `${quoted(column2)} AS ${quoted(name)}`).join(", ");
    return database.prepare(`SELECT ${list} FROM ${quoted(table)} ORDER BY rowid`).all();
  }
  return null;
}
var import_node_fs5, import_node_os2, import_node_path4, COLUMNS, NEEDED, quoted;
var init_read = __esm({
  "cli/orkestra/read.ts"() {
    "use strict";
    import_node_fs5 = require("node:fs");
    import_node_os2 = require("node:os");
    import_node_path4 = __toESM(require("node:path"), 1);
    init_failure();
    COLUMNS = {
      tickets: {
        id: ["id"],
        title: ["title"],
        status: ["status"],
        project_id: ["project_id", "project"],
        priority: ["priority"],
        type: ["type", "ticket_type"],
        description: ["description"],
        assignee: ["assignee", "assigned_to"],
        parent_id: ["parent_id", "parent"],
        labels: ["labels"],
        exec_mode: ["exec_mode"],
        exec_order: ["exec_order"],
        archived_at: ["archived_at"],
        created_at: ["created_at"],
        updated_at: ["updated_at"]
      },
      comments: {
        ticket_id: ["ticket_id", "ticket"],
        body: ["body", "content", "text"],
        author: ["author"],
        created_at: ["created_at"]
      },
      links: {
        from_id: ["from_id", "from_ticket", "source_id"],
        to_id: ["to_id", "to_ticket", "target_id"],
        link_type: ["link_type", "type", "kind"]
      }
    };
    NEEDED = {
      tickets: ["id", "title", "status"],
      comments: ["ticket_id", "body"],
      links: ["from_id", "to_id"]
    };
    quoted = (name) => `"${name.replaceAll('"', '""')}"`;
  }
});

// cli/orkestra/send.ts
async function sendPlan(baton, plan, dryRun, progress2) {
  const { prefix, tickets } = plan;
  const step = async (body) => {
    const again = body.step !== "begin";
    const options = { again, ...again ? { patienceMs: PATIENCE_MS2 } : {}, timeoutMs: 12e4 };
    return await baton.call("imports.orkestra", { body }, options);
  };
  const begun = await step({
    step: "begin",
    project: prefix,
    name: plan.source.slice(0, 100),
    numbers: tickets.map(({ number: number2 }) => number2),
    dry_run: dryRun
  }).catch((error) => {
    throw badPrefix(error, plan) ?? error;
  });
  const outcome = {
    project: prefix,
    created_project: dryRun ? begun.project === null : begun.created,
    tickets: tickets.length,
    created: dryRun ? tickets.length - begun.present : 0,
    present: begun.present,
    comments: dryRun ? sum(tickets, ({ comments }) => comments.length) : 0,
    links: dryRun ? sum(tickets, ({ links }) => links.length) : 0,
    finished: [],
    deviations: [...plan.deviations]
  };
  if (dryRun) return outcome;
  let sent = 0;
  for (const part of partsOf(tickets)) {
    const answer = await step({ step: "tickets", project: prefix, tickets: part });
    outcome.created += answer.created;
    outcome.comments += answer.comments;
    outcome.links += answer.links;
    outcome.deviations.push(
      ...answer.deviations.map(({ source_id, what }) => ({ id: source_id, what }))
    );
    sent += part.length;
    progress2(Math.min(sent, tickets.length), tickets.length, "tickets");
  }
  for (let after = 0; after !== null; ) {
    const answer = await step({
      step: "finish",
      project: prefix,
      after
    });
    outcome.finished.push(...answer.finished);
    after = answer.next;
    progress2(tickets.length, tickets.length, "tickets, bringing what hangs together into line");
  }
  return outcome;
}
function* partsOf(tickets) {
  let part = [];
  let bytes = 0;
  for (const ticket of tickets) {
    for (const share of sharesOf(ticket)) {
      const size = JSON.stringify(share).length;
      const isContinued = part.some(({ number: number2 }) => number2 === share.number);
      const isFull = part.length === PART_TICKETS || bytes + size > PART_BYTES;
      if (part.length > 0 && (isFull || isContinued)) {
        yield part;
        part = [];
        bytes = 0;
      }
      part.push(share);
      bytes += size;
    }
  }
  if (part.length > 0) yield part;
}
function sharesOf(ticket) {
  const shares = [{ ...ticket, comments: [] }];
  let bytes = JSON.stringify(shares[0]).length;
  for (const comment2 of ticket.comments) {
    const size = JSON.stringify(comment2).length;
    if (bytes + size > PART_BYTES && (shares.at(-1)?.comments.length ?? 0) > 0) {
      shares.push({ ...ticket, comments: [], links: [] });
      bytes = 0;
    }
    shares.at(-1)?.comments.push(comment2);
    bytes += size;
  }
  return shares;
}
function sum(tickets, of) {
  return tickets.reduce((total, ticket) => total + of(ticket), 0);
}
function badPrefix(error, { prefix }) {
  if (!(error instanceof Refused) || !/project: must/.test(error.message)) return null;
  return new Failure(`"${prefix}" cannot be a ticket prefix of Baton: ${error.message}`, {
    exitCode: EXIT.usage,
    fix: "choose one with --as PREFIX; the numbers stay"
  });
}
var PATIENCE_MS2, PART_TICKETS, PART_BYTES;
var init_send = __esm({
  "cli/orkestra/send.ts"() {
    "use strict";
    init_failures();
    init_failure();
    PATIENCE_MS2 = 3e4;
    PART_TICKETS = 200;
    PART_BYTES = 7e5;
  }
});

// cli/commands/import.ts
var import_exports = {};
__export(import_exports, {
  importCommand: () => importCommand
});
function importCommand(open2) {
  const command = new Command("import").description("bring the tickets of another tracker in");
  const orkestra = command.command("orkestra").description("import an Orkestra database, with its ids; a second time changes nothing").argument("<file.db>", "the SQLite file that DB_PATH of Orkestra names").option("--dry-run", "say what would be done, and do nothing").addHelpText("after", ORKESTRA_HELP);
  orkestra.action(async (file, { dryRun }) => {
    if (!readsSqlite()) {
      process.exitCode = await onPinnedNode();
      return;
    }
    const globals = orkestra.optsWithGlobals();
    await importOrkestra(open2({ ...globals, as: void 0 }), file, {
      project: globals.project,
      as: globals.as,
      dryRun: dryRun === true
    });
  });
  return command;
}
async function importOrkestra(session, file, options) {
  const plans = planImport(await readOrkestra(file), options, Date.now());
  const baton = await session.baton();
  const projects2 = [];
  for (const plan of plans) {
    projects2.push(await sendPlan(baton, plan, options.dryRun, progressOf(plan.prefix)));
  }
  if (session.globals.json) await session.out.value({ file, dry_run: options.dryRun, projects: projects2 });
  else for (const outcome of projects2) await session.out.line(summaryOf(outcome, options.dryRun));
}
function progressOf(project) {
  let tenths = -1;
  return (done, of, what) => {
    const line = `${project}: ${done.toLocaleString("en")} of ${of.toLocaleString("en")} ${what}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\x1B[K${line}${what === "tickets" ? "" : "\n"}`);
      return;
    }
    const now = Math.floor(10 * done / of);
    if (now > tenths) console.error(line);
    tenths = now;
  };
}
function summaryOf(outcome, dryRun) {
  const { project, created, present, comments, links, finished, deviations } = outcome;
  const made = outcome.created_project ? dryRun ? " (the project would be made)" : " (made)" : "";
  const lines = [
    `${project}${made}: ${created} ${created === 1 ? "ticket" : "tickets"} ${dryRun ? "would be " : ""}brought in, ${present} here already; ${comments} comments, ${links} links.`
  ];
  if (finished.length > 0) {
    lines.push(`Done now, because all their children are: ${named(finished)}`);
  }
  if (deviations.length > 0) {
    lines.push("Not quite as it was:");
    const alike = [...Map.groupBy(deviations, ({ what }) => what)];
    lines.push(
      ...alike.slice(0, SHOWN).map(([what, all]) => `  ${named(all.map(({ id }) => id))}: ${what}`)
    );
    if (alike.length > SHOWN) {
      lines.push(`  and ${alike.length - SHOWN} more kinds, which --json lists`);
    }
  }
  return lines.join("\n");
}
function named(ids) {
  const more = ids.length - NAMED;
  const names = ids.slice(0, NAMED).join(", ");
  return more > 0 ? `${names} and ${more.toLocaleString("en")} more` : names;
}
var SHOWN, NAMED, ORKESTRA_HELP;
var init_import = __esm({
  "cli/commands/import.ts"() {
    "use strict";
    init_commander();
    init_newer_node();
    init_plan();
    init_read();
    init_send();
    SHOWN = 40;
    NAMED = 5;
    ORKESTRA_HELP = `
--project ID    of a file that several projects share, only this one
--as PREFIX     another ticket prefix than the project's id; the numbers stay`;
  }
});

// scripts/backup/archive.mjs
async function* readArchive(chunks) {
  const source = new ByteSource(chunks);
  const hash = (0, import_node_crypto.createHash)("sha256");
  for (; ; ) {
    const header = await source.take(BLOCK);
    const { name, size } = readHeader(header);
    const content = await source.take(size);
    const padding = await source.take(paddingOf(size).length);
    if (name === CHECKSUM) {
      const isRight = content.toString("latin1") === `${hash.digest("hex")}
`;
      if (!isRight || padding.some((byte) => byte !== 0)) throw altered();
      await source.assertEnd();
      return;
    }
    hash.update(header).update(content).update(padding);
    yield { name, content };
  }
}
function readHeader(header) {
  const text = (from, to) => header.toString("utf8", from, to).replace(/[\0 ].*$/s, "");
  const size = Number.parseInt(text(124, 136), 8);
  const isOurs = header.toString("latin1", 257, 262) === "ustar";
  if (!isOurs || Number.parseInt(text(148, 156), 8) !== sumOf(header)) throw foreign();
  if (!(size >= 0 && size <= MOST_BYTES)) throw foreign();
  return { name: text(0, 100), size };
}
function sumOf(header) {
  let sum2 = 8 * 32;
  for (let n = 0; n < BLOCK; n++) if (n < 148 || n >= 156) sum2 += header[n];
  return sum2;
}
function paddingOf(size) {
  return Buffer.alloc((BLOCK - size % BLOCK) % BLOCK);
}
var import_node_crypto, HEAD, MANIFEST, CHECKSUM, BLOCK, MOST_BYTES, DamagedBackup, truncated, altered, foreign, ByteSource;
var init_archive = __esm({
  "scripts/backup/archive.mjs"() {
    "use strict";
    import_node_crypto = require("node:crypto");
    HEAD = "backup.json";
    MANIFEST = "manifest.json";
    CHECKSUM = "checksum";
    BLOCK = 512;
    MOST_BYTES = 1024 ** 3;
    DamagedBackup = class extends Error {
      name = "DamagedBackup";
    };
    truncated = () => new DamagedBackup("the file ends too early: it was cut off");
    altered = () => new DamagedBackup("the file is not as it was written: its checksum differs");
    foreign = () => new DamagedBackup("the file is no backup of Baton, or it was altered");
    ByteSource = class {
      /** @type {Buffer[]} */
      #queue = [];
      #length = 0;
      #chunks;
      /** @param {AsyncIterable<Uint8Array>} chunks */
      constructor(chunks) {
        this.#chunks = chunks[Symbol.asyncIterator]();
      }
      /** @param {number} count */
      async take(count2) {
        if (!await this.#has(count2)) throw truncated();
        const all = this.#queue.length === 1 ? this.#queue[0] : Buffer.concat(this.#queue);
        this.#queue = [all.subarray(count2)];
        this.#length -= count2;
        return all.subarray(0, count2);
      }
      /** Two blocks of zeros end a tar file, and nothing may follow. */
      async assertEnd() {
        const end = await this.take(2 * BLOCK);
        if (end.some((byte) => byte !== 0) || await this.#has(1)) throw altered();
      }
      /** @param {number} count */
      async #has(count2) {
        while (this.#length < count2) {
          const { done, value } = await this.#chunks.next();
          if (done) return false;
          this.#queue.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
          this.#length += value.byteLength;
        }
        return true;
      }
    };
  }
});

// cli/commands/backup.ts
var backup_exports = {};
__export(backup_exports, {
  backupCommand: () => backupCommand
});
function backupCommand(open2) {
  const command = new Command("backup").description("write a backup of everything into a file, while Baton works").argument("<file>", "the file to write, such as baton.tar").option("--force", "replace the file if there is one").addHelpText("after", HELP4);
  return command.action(
    async (file, { force }) => backup(open2(command.optsWithGlobals()), file, force === true)
  );
}
async function backup(session, file, force) {
  if ((0, import_node_fs6.existsSync)(file) && !force)
    throw usage(`${file} is there already`, "choose another name, or add --force");
  const baton = await session.baton();
  const { signal } = session;
  const bytes = await baton.open("/api/backup", {}, { signal, timeoutMs: BEGIN_MS });
  const partial = `${file}.partial`;
  try {
    const { head, manifest, length } = await receive(session, bytes, partial);
    await (0, import_promises.rename)(partial, file);
    await report(session, { file: import_node_path5.default.resolve(file), head, manifest, length });
  } catch (error) {
    await (0, import_promises.rm)(partial, { force: true });
    if (signal.aborted || error instanceof Failure) throw error;
    throw failureOf(error, file);
  }
}
async function receive(session, bytes, partial) {
  const handle = await (0, import_promises.open)(partial, "w", 384);
  let length = 0;
  async function* written() {
    const reader = bytes.getReader();
    for (; ; ) {
      const { done, value } = await reader.read().catch((cause) => {
        session.signal.throwIfAborted();
        throw new Unreachable(session.settings.url, cause);
      });
      if (done) return;
      await handle.writeFile(value);
      length += value.length;
      yield value;
    }
  }
  try {
    await handle.chmod(384);
    const read = /* @__PURE__ */ new Map();
    const progress2 = progressOf2(session);
    for await (const { name, content } of readArchive(written())) {
      if (name === HEAD || name === MANIFEST) read.set(name, content.toString("utf8"));
      progress2(name, length, read.get(HEAD));
    }
    progress2("", length, read.get(HEAD));
    await handle.sync();
    const head = JSON.parse(read.get(HEAD) ?? "null");
    const manifest = JSON.parse(read.get(MANIFEST) ?? "null");
    return { head, manifest, length };
  } finally {
    await handle.close();
  }
}
function progressOf2({ globals }) {
  let tables = null;
  let tenths = -1;
  let last = "";
  return (name, length, head) => {
    if (globals.quiet || head === void 0) return;
    tables ??= JSON.parse(head).tables;
    const table = name.startsWith("tables/") ? name.split("/")[1] : void 0;
    const place = tables.findIndex((each) => each.table === table);
    const total = tables.reduce((sum2, each) => sum2 + each.bytes, 0) || 1;
    const done = place < 0 ? total : tables.slice(0, place).reduce((sum2, each) => sum2 + each.bytes, 0);
    const percent = Math.floor(100 * done / total);
    const what = table?.replace(/^public\./, "") ?? (name.startsWith("attachments/") ? "pictures" : "");
    const line = `${megabytes(length)} ${percent} % ${what}`.trimEnd();
    if (process.stderr.isTTY) {
      if (name === "") process.stderr.write("\r\x1B[K");
      else process.stderr.write(`\r\x1B[K${line}`);
    } else if (Math.floor(percent / 10) > tenths && line !== last) console.error(line);
    tenths = Math.floor(percent / 10);
    last = line;
  };
}
async function report({ out }, {
  file,
  head,
  manifest,
  length
}) {
  const rows = manifest.tables.reduce((sum2, table) => sum2 + table.rows, 0);
  const sealed = manifest.tables.reduce(
    (sum2, table) => sum2 + (table.name === "idempotency_keys" ? 0 : table.sealed),
    0
  );
  const facts = {
    file,
    bytes: length,
    created_at: head.created_at,
    tables: manifest.tables.length,
    rows,
    pictures: manifest.pictures.length,
    missing_pictures: manifest.missing_pictures.length,
    sealed_values: sealed,
    secret_fingerprint: head.fingerprint
  };
  if (out.quiet) await out.line(file);
  else if (out.json) await out.value(facts);
  else {
    await out.line(
      `${file}: ${megabytes(length)}, ${rows.toLocaleString("en")} rows and ${facts.pictures} pictures as of ${head.created_at}.`
    );
    await out.line(
      sealed === 0 ? "Nothing in it is sealed." : `${sealed} values in it are sealed with the installation's secret (fingerprint ${head.fingerprint}): keep that apart.`
    );
    if (facts.missing_pictures > 0)
      await out.line(`${facts.missing_pictures} pictures have no file on the server.`);
  }
}
function failureOf(error, file) {
  if (error instanceof DamagedBackup) {
    return new Failure(
      `the backup did not come whole (${error.message}), and nothing of it was kept`,
      {
        exitCode: EXIT.server,
        code: "incomplete",
        retryable: true,
        fix: "the server's log says why; then try again"
      }
    );
  }
  const { code, message } = error;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG")
    return usage(
      `there is no room for ${file}, and nothing of the backup was kept`,
      "make room, or choose another disk"
    );
  if (code !== void 0 && /^E(ACCES|NOENT|ROFS|PERM|ISDIR|NOTDIR)$/.test(code))
    return usage(`${file} cannot be written: ${message}`);
  return error;
}
var import_node_fs6, import_promises, import_node_path5, BEGIN_MS, HELP4, megabytes;
var init_backup = __esm({
  "cli/commands/backup.ts"() {
    "use strict";
    import_node_fs6 = require("node:fs");
    import_promises = require("node:fs/promises");
    import_node_path5 = __toESM(require("node:path"), 1);
    init_commander();
    init_failures();
    init_archive();
    init_failure();
    BEGIN_MS = 12e4;
    HELP4 = `
Everything as it was at one moment, while Baton goes on working: the database and the pictures. It takes an admin's key that is not
limited to a project. The file is written under another name until it is whole, and only you can read it: it contains all that Baton
knows. Sealed values in it (keys of runtimes, secrets of webhooks) need the installation's secret, which is not in it.
Restore it with: mc restore FILE; prove it with: mc restore FILE --check`;
    megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  }
});

// cli/commands/restore.ts
var restore_exports = {};
__export(restore_exports, {
  restoreCommand: () => restoreCommand
});
function restoreCommand() {
  return new Command("restore").description("restore a backup where Baton is installed, or prove one with --check").argument("<file>", "a backup made by `mc backup` or by the schedule").option("--check", "restore into a temporary database, compare, and change nothing").option("--replace", "put it in the place of the data that is there, which is moved aside").option("--new-secret", "go on with another secret: what only the former one opens is removed").option("--start", "start Baton afterwards").addHelpText("after", HELP5).action(async (file, options) => {
    const flags2 = {
      check: "--check",
      replace: "--replace",
      newSecret: "--new-secret",
      start: "--start"
    };
    const words2 = Object.entries(flags2).flatMap(([name, flag]) => options[name] ? [flag] : []);
    process.exitCode = await runInstalled([
      "scripts/restore.mjs",
      ...words2,
      "--",
      import_node_path6.default.resolve(file)
    ]);
  });
}
async function runInstalled(words2) {
  const run2 = import_node_path6.default.join(import_node_path6.default.dirname((0, import_node_fs7.realpathSync)(process.argv[1] ?? "")), "run.mjs");
  if (!(0, import_node_fs7.existsSync)(run2)) {
    throw usage(
      "a restore needs the installation, and this is a copy of mc alone",
      "run it where Baton is installed: node scripts/mc-cli.cjs restore FILE"
    );
  }
  const child = (0, import_node_child_process3.spawn)(process.execPath, [run2, ...words2], { stdio: "inherit" });
  const wait = () => void 0;
  process.on("SIGINT", wait);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (ended) => resolve(ended ?? EXIT.interrupted));
  });
  process.off("SIGINT", wait);
  return code === 0 ? EXIT.done : code === EXIT.interrupted ? code : EXIT.usage;
}
var import_node_child_process3, import_node_fs7, import_node_path6, HELP5;
var init_restore = __esm({
  "cli/commands/restore.ts"() {
    "use strict";
    import_node_child_process3 = require("node:child_process");
    import_node_fs7 = require("node:fs");
    import_node_path6 = __toESM(require("node:path"), 1);
    init_commander();
    init_failure();
    HELP5 = `
It runs where Baton is installed, with the environment that Baton is started with (BATON_DATA_DIR, BATON_SECRET, DATABASE_URL), while
Baton is stopped. Everything happens beside what is there; only a restored database whose counts and hashes are those of the backup
takes its place, and what was there is moved aside. A backup of an older version is brought up to this one.

--check works at any time and changes nothing: it restores into a temporary database, compares, and removes it again.`;
  }
});

// cli/mcp/message.ts
function isMessage(value) {
  return typeof value === "object" && value !== null && value.jsonrpc === "2.0";
}
function isRequest(message) {
  return message.method !== void 0 && message.id !== void 0 && message.id !== null;
}
function errorAnswer(id, code, message) {
  return { jsonrpc: "2.0", id: id ?? null, error: { code, message } };
}
var CODES3;
var init_message = __esm({
  "cli/mcp/message.ts"() {
    "use strict";
    CODES3 = { parse: -32700, invalid: -32600, upstream: -32e3 };
  }
});

// cli/mcp/answers.ts
async function* answersOf(response) {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream") && response.body) {
    for await (const data of eventsOf(response.body)) yield* messagesIn(data);
    return;
  }
  const text = await response.text();
  let found = false;
  for (const message of messagesIn(text)) {
    found = true;
    yield message;
  }
  if (!found) unread.set(response, text);
}
async function refusalOf(response, settings) {
  if (response.ok) return "Baton ended the answer before it was complete; try again";
  return sentenceOf(refusedWith(response, unread.get(response) ?? ""), settings);
}
function sentenceOf(error, settings) {
  const { message, fix } = shown(error, settings);
  return fix ? `${message}; ${fix}` : message;
}
function messagesIn(text) {
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).filter(isMessage);
}
async function* eventsOf(body) {
  const decoder = new TextDecoder();
  const read = [];
  const parser = createParser({ onEvent: ({ data }) => void read.push(data) });
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* read.splice(0);
  }
  parser.feed(`${decoder.decode()}

`);
  yield* read;
}
var unread;
var init_answers = __esm({
  "cli/mcp/answers.ts"() {
    "use strict";
    init_dist2();
    init_failures();
    init_refusals();
    init_message();
    unread = /* @__PURE__ */ new WeakMap();
  }
});

// cli/mcp/headers.ts
function headersFor(message, session, settings) {
  const headers = {
    "content-type": "application/json",
    accept: "application/json, text/event-stream"
  };
  if (settings.key !== null) headers.authorization = `Bearer ${settings.key}`;
  if (settings.project !== null) headers["x-project"] = settings.project;
  if (settings.agent !== null) headers["x-agent-name"] = settings.agent;
  if (session.id !== null) headers["mcp-session-id"] = session.id;
  const own = message.params?._meta?.[REVISION_KEY];
  if (typeof own === "string" && message.method !== void 0) {
    headers["mcp-protocol-version"] = own;
    headers["mcp-method"] = message.method;
    const name = message.params?.[NAME_FIELD[message.method] ?? ""];
    if (typeof name === "string") headers["mcp-name"] = encoded(name);
  } else if (session.revision !== null && message.method !== "initialize") {
    headers["mcp-protocol-version"] = session.revision;
  }
  return headers;
}
function encoded(value) {
  const isPlain = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !value.startsWith("=?");
  return isPlain ? value : `=?base64?${Buffer.from(value).toString("base64")}?=`;
}
var REVISION_KEY, NAME_FIELD;
var init_headers = __esm({
  "cli/mcp/headers.ts"() {
    "use strict";
    REVISION_KEY = "io.modelcontextprotocol/protocolVersion";
    NAME_FIELD = {
      "tools/call": "name",
      "prompts/get": "name",
      "resources/read": "uri"
    };
  }
});

// cli/mcp/retry.ts
function isUnheard(error) {
  const { code, errors } = error?.cause ?? {};
  return [code, ...(errors ?? []).map((each) => each.code)].some(
    (each) => UNHEARD.includes(each ?? "")
  );
}
var PATIENCE_MS3, FIRST_PAUSE_MS3, LONGEST_PAUSE_MS3, HARMLESS, UNHEARD, Retry, NotReady;
var init_retry = __esm({
  "cli/mcp/retry.ts"() {
    "use strict";
    init_p_retry();
    init_failures();
    PATIENCE_MS3 = 2e4;
    FIRST_PAUSE_MS3 = 250;
    LONGEST_PAUSE_MS3 = 2e3;
    HARMLESS = [
      "initialize",
      "ping",
      "server/discover",
      "tools/list",
      "prompts/list",
      "prompts/get",
      "resources/list",
      "resources/read",
      "resources/templates/list"
    ];
    UNHEARD = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];
    Retry = class {
      readers = /* @__PURE__ */ new Set();
      patienceMs;
      constructor(patienceMs = PATIENCE_MS3) {
        this.patienceMs = patienceMs;
      }
      /** Remembers which tools only read, from the answer to `tools/list`. */
      learn(request, answer) {
        const tools = answer.result?.tools;
        if (request.method !== "tools/list" || !Array.isArray(tools)) return;
        for (const tool of tools) {
          if (tool?.annotations?.readOnlyHint === true) this.readers.add(String(tool.name));
        }
      }
      /** The answer, or the last error if Baton stays away for longer than clients wait. */
      async untilAnswered(message, send, signal) {
        let last;
        try {
          return await pRetry(() => this.once(message, send), {
            maxRetryTime: this.patienceMs,
            retries: Number.POSITIVE_INFINITY,
            minTimeout: FIRST_PAUSE_MS3,
            maxTimeout: LONGEST_PAUSE_MS3,
            signal,
            onFailedAttempt: ({ error }) => {
              last = error;
            },
            shouldRetry: ({ error }) => error instanceof NotReady || this.maySendAgain(message, error)
          });
        } catch (error) {
          const reason = signal.aborted && last !== void 0 ? last : error;
          if (reason instanceof NotReady && !signal.aborted) return reason.response;
          throw reason;
        }
      }
      async once(message, send) {
        const response = await send();
        if (!this.isPassing(message, response.status)) return response;
        const { status, headers } = response;
        throw new NotReady(new Response(await response.text(), { status, headers }));
      }
      isPassing(message, status) {
        return [502, 503, 504].includes(status) && this.isHarmless(message);
      }
      maySendAgain(message, error) {
        if (!(error instanceof Unreachable)) return false;
        return isUnheard(error.cause) || this.isHarmless(message);
      }
      isHarmless({ method, params }) {
        if (method === "tools/call") return this.readers.has(String(params?.name));
        return method !== void 0 && (HARMLESS.includes(method) || method.startsWith("notifications/"));
      }
    };
    NotReady = class extends Error {
      response;
      constructor(response) {
        super("Baton is not ready");
        this.response = response;
      }
    };
  }
});

// cli/mcp/bridge.ts
async function bridge(settings, ends, retry = new Retry()) {
  const session = { revision: null, id: null };
  const underWay = /* @__PURE__ */ new Map();
  const carried = /* @__PURE__ */ new Set();
  const closing = new AbortController();
  const send = (message) => ends.write(`${JSON.stringify(message)}
`);
  async function carry(message) {
    const cancel = new AbortController();
    const stop = new AbortController();
    for (const { signal } of [cancel, closing])
      signal.addEventListener("abort", () => stop.abort(signal.reason), { signal: stop.signal });
    const id = isRequest(message) ? message.id : void 0;
    if (id !== void 0) underWay.set(id, cancel);
    try {
      await deliver(message, stop.signal);
    } catch (error) {
      if (cancel.signal.aborted) return;
      const sentence2 = sentenceOf(error, settings);
      ends.log(sentence2);
      if (id !== void 0) send(errorAnswer(id, CODES3.upstream, sentence2));
    } finally {
      if (id !== void 0) underWay.delete(id);
      stop.abort();
    }
  }
  async function deliver(message, signal) {
    const response = await retry.untilAnswered(message, () => post(message, signal), signal);
    const sessionId = response.headers.get("mcp-session-id");
    if (sessionId !== null) session.id = sessionId;
    if (!isRequest(message)) {
      await response.body?.cancel();
      if (!response.ok)
        ends.log(`${message.method ?? "an answer"} was refused: ${response.status}`);
      return;
    }
    let isAnswered = false;
    for await (const answer of answersOf(response)) {
      if (answer.id === message.id && answer.method === void 0) {
        isAnswered = true;
        if (message.method === "initialize") session.revision = revisionOf(answer);
        retry.learn(message, answer);
      }
      const unaddressed = answer.error !== void 0 && (answer.id ?? null) === null;
      if (unaddressed) isAnswered = true;
      send(unaddressed ? { ...answer, id: message.id } : answer);
    }
    if (isAnswered) return;
    if (response.status === 404 && session.id !== null) session.id = null;
    send(errorAnswer(message.id, CODES3.upstream, await refusalOf(response, settings)));
  }
  async function post(message, signal) {
    try {
      return await fetch(`${settings.url}/api/mcp`, {
        method: "POST",
        headers: headersFor(message, session, settings),
        body: JSON.stringify(message),
        signal
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Unreachable(settings.url, error);
    }
  }
  function take(line) {
    if (line.trim() === "") return;
    let parsed;
    try {
      parsed = JSON.parse(line);
    } catch {
      send(errorAnswer(null, CODES3.parse, "Parse error: a line must be one JSON-RPC message"));
      return;
    }
    for (const message of Array.isArray(parsed) ? parsed : [parsed]) {
      if (!isMessage(message)) {
        send(errorAnswer(null, CODES3.invalid, "Invalid Request: not a JSON-RPC 2.0 message"));
        continue;
      }
      if (message.method === "notifications/cancelled") {
        underWay.get(message.params?.requestId)?.abort();
      }
      const work = carry(message).finally(() => carried.delete(work));
      carried.add(work);
    }
  }
  for await (const line of (0, import_node_readline2.createInterface)({ input: ends.input, crlfDelay: Infinity })) take(line);
  const patience = new AbortController();
  const late = (0, import_promises2.setTimeout)(LAST_ANSWERS_MS, void 0, { signal: patience.signal }).catch(() => {
  });
  await Promise.race([Promise.allSettled(carried), late]);
  patience.abort();
  closing.abort();
  await Promise.allSettled(carried);
}
function revisionOf(answer) {
  const revision = answer.result?.protocolVersion;
  return typeof revision === "string" ? revision : null;
}
var import_node_readline2, import_promises2, LAST_ANSWERS_MS;
var init_bridge = __esm({
  "cli/mcp/bridge.ts"() {
    "use strict";
    import_node_readline2 = require("node:readline");
    import_promises2 = require("node:timers/promises");
    init_failures();
    init_answers();
    init_headers();
    init_message();
    init_retry();
    LAST_ANSWERS_MS = 5e3;
  }
});

// cli/commands/mcp.ts
var mcp_exports = {};
__export(mcp_exports, {
  mcpCommand: () => mcpCommand
});
function mcpCommand(open2) {
  const command = new Command("mcp").description("serve MCP on standard input and output, for clients that only start processes").option("--agent <name>", "the agent that a general key speaks for (MC_AGENT), as --as").addHelpText("after", HELP6);
  return command.action(async ({ agent }) => {
    const globals = command.optsWithGlobals();
    const { settings } = open2({ ...globals, as: agent ?? globals.as });
    await bridge(settings, {
      input: process.stdin,
      write: (line) => process.stdout.write(line),
      log: (line) => process.stderr.write(`mc mcp: ${line}
`)
    });
  });
}
var HELP6;
var init_mcp = __esm({
  "cli/commands/mcp.ts"() {
    "use strict";
    init_commander();
    init_bridge();
    HELP6 = `
Register it where an MCP client starts processes:
  command: node   args: /path/to/baton/scripts/mc-cli.cjs mcp
  environment: MC_URL, MC_API_KEY, and, when wanted, MC_PROJECT and MC_AGENT`;
  }
});

// cli/verbs/answer.ts
async function printAnswer({ out }, verb, reply) {
  const { body } = reply;
  if (typeof body === "string") return out.line(body.replace(/\n$/, ""));
  if (out.json) return out.value(body);
  const answer = body;
  if (out.quiet) {
    for (const each of thingsIn(verb, answer)) {
      const id = identifierOf(each);
      if (id !== null) await out.line(id);
    }
    return;
  }
  if (!verb.list) return out.record(thingsIn(verb, answer)[0] ?? answer);
  const rows = thingsIn(verb, answer);
  if (rows.length === 0) return out.line(verb.list.none);
  await out.table(
    verb.list.columns.map((column2) => ({
      ...column2,
      paint: column2.paint ?? ((text) => out.paint(text, ...coloursOf(text)))
    })),
    rows
  );
  const { total, next_cursor: cursor, next_before: before } = answer;
  if (typeof total === "number" && total > rows.length) out.note(`${rows.length} of ${total}`);
  if (typeof cursor === "string")
    out.note("There are more: --all, or --cursor of the JSON's next_cursor.");
  else if (before) out.note(`There are more: --before ${before}.`);
}
function thingsIn({ list, one }, answer) {
  if (list) {
    const rows = answer[list.at];
    return Array.isArray(rows) ? rows.filter((row) => typeof row === "object") : [];
  }
  const thing = one === void 0 ? answer : answer[one];
  if (typeof thing !== "object" || thing === null) return [answer];
  const others = Object.entries(answer).filter(
    ([name, value]) => name !== one && name !== "success" && typeof value !== "object"
  );
  return [{ ...thing, ...Object.fromEntries(others) }];
}
function identifierOf(row) {
  const id = row.api_key ?? row.ticket_ref ?? row.name ?? row.id;
  return typeof id === "string" || typeof id === "number" ? harmless(String(id)) : null;
}
var init_answer = __esm({
  "cli/verbs/answer.ts"() {
    "use strict";
    init_colours();
    init_table();
  }
});

// cli/verbs/options.ts
function fieldOptions(verb, operation) {
  const wordOnly = /* @__PURE__ */ new Set([...verb.without ?? [], ...Object.keys(verb.fixed ?? {})]);
  const of = (fields, where) => Object.entries(fields).flatMap(([name, field]) => {
    const word = verb.flags?.[name] ?? kebab(name);
    if (wordOnly.has(name) || TAKEN.has(word)) return [];
    const attribute = word.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    return [{ name, field, where, flag: `--${word}`, attribute }];
  });
  return [...of(operation.query, "query"), ...of(operation.body ?? {}, "body")];
}
function addFieldOptions(command, options, verb) {
  const words2 = new Set(verb.words?.map(({ field }) => field));
  for (const { field, flag, name, where } of options) {
    const about = aboutOf(field, where);
    const isNeeded = field.required && !words2.has(name);
    const option = new Option(
      field.type === "boolean" ? flag : `${flag} ${placeholderOf(field)}`,
      isNeeded ? `${about} (needed)` : about
    );
    if (field.type === "words")
      option.argParser((value, before) => [before, value].filter(Boolean).join(","));
    command.addOption(option);
    if (field.type === "boolean" || field.nullable) {
      const negative = flag.replace("--", "--no-");
      const says = field.type === "boolean" ? `the opposite of ${flag}` : `clears ${name}`;
      command.addOption(new Option(negative, says).hideHelp(field.type !== "boolean"));
    }
  }
}
function aboutOf({ type, values }, where) {
  if (values) return values.join(", ");
  switch (type) {
    case "time":
      return "such as 2026-12-01T09:00, or Unix seconds";
    case "words":
      return "with commas between them";
    case "json":
      return "JSON, @FILE or -";
    case "text":
      return where === "body" ? "text, @FILE or -" : "";
    default:
      return "";
  }
}
function placeholderOf({ type, values }) {
  if (values) return "<word>";
  const words2 = {
    text: "<text>",
    string: "<word>",
    integer: "<n>",
    number: "<n>",
    time: "<time>",
    words: "<a,b>",
    json: "<json>"
  };
  return type in words2 ? words2[type] : "<word>";
}
var TAKEN, kebab;
var init_options = __esm({
  "cli/verbs/options.ts"() {
    "use strict";
    init_commander();
    TAKEN = /* @__PURE__ */ new Set([
      "url",
      "key",
      "profile",
      "project",
      "as",
      "json",
      "quiet",
      "timeout",
      "describe",
      "help",
      "version",
      "body",
      "all"
    ]);
    kebab = (name) => name.replaceAll("_", "-").replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
  }
});

// cli/verbs/project.ts
async function projectIdOf(session, project) {
  if (/^\d{1,9}$/.test(project)) return Number(project);
  const baton = await session.baton();
  const { project: found } = await baton.call(
    "projects.read",
    { path: { id: project } },
    { signal: session.signal }
  );
  return found.id;
}
var init_project = __esm({
  "cli/verbs/project.ts"() {
    "use strict";
  }
});

// cli/verbs/request.ts
function requestOf(verb, operation, fields, given) {
  const path7 = {};
  const query = {};
  const changes = { ...verb.fixed };
  const put = (name, value) => {
    if (name in operation.query)
      query[name] = Array.isArray(value) ? value.join(",") : String(value);
    else changes[name] = value;
  };
  for (const { name, field, flag, attribute } of fields) {
    const value = given.options[attribute];
    if (value !== void 0) put(name, fieldValue(field, value, flag));
  }
  verb.words?.forEach((word, at) => {
    const inPath = operation.path.includes(`{${word.field}}`);
    const option = inPath ? given.options.id : void 0;
    const written = given.words[at] ?? (typeof option === "string" ? option : void 0);
    const text = Array.isArray(written) ? written.join(" ") : written;
    if (text === void 0 || text === "") {
      if (inPath) throw missing(word.as, "--id", verb);
      return;
    }
    if (inPath) path7[word.field] = text;
    else {
      const field = operation.body?.[word.field] ?? operation.query[word.field];
      put(word.field, field ? fieldValue(field, text, word.as) : textOf(text, word.as));
    }
  });
  if (verb.fixed) for (const [name, value] of Object.entries(verb.fixed)) put(name, value);
  const body = bodyOf(operation, given.options.body, changes);
  assertWhole(verb, operation, fields, query, body);
  return { path: path7, query, body };
}
function bodyOf(operation, given, changes) {
  if (operation.body === null) return void 0;
  const sent = typeof given === "string" ? jsonOf(given, "--body") : void 0;
  const own = Object.fromEntries(
    Object.entries(changes).filter(([name]) => !(name in operation.query))
  );
  if (sent === void 0) return own;
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    if (Object.keys(own).length === 0) return sent;
    throw usage(
      "--body must be an object where other options change it",
      "put everything into --body"
    );
  }
  return { ...sent, ...own };
}
function assertWhole(verb, operation, fields, query, body) {
  const there = { ...query, ...typeof body === "object" ? body : {} };
  for (const [name, field] of Object.entries({ ...operation.query, ...operation.body })) {
    if (!field.required || name in there || Array.isArray(body)) continue;
    const word = verb.words?.find((each) => each.field === name);
    const option = fields.find((each) => each.name === name);
    throw missing(word?.as ?? name, option?.flag ?? "--body", verb);
  }
}
function missing(what, flag, { name }) {
  return usage(
    `${name} needs ${what}`,
    `give it as a word or with ${flag}; --help lists what it takes`
  );
}
var init_request = __esm({
  "cli/verbs/request.ts"() {
    "use strict";
    init_failure();
    init_input();
  }
});

// cli/verbs/command.ts
var command_exports = {};
__export(command_exports, {
  addVerbs: () => addVerbs,
  isOffered: () => isOffered,
  operationOf: () => operationOf
});
function operationOf(command) {
  const verb = verbs.get(command);
  return verb ? { id: verb.operation, ...OPERATIONS[verb.operation] } : null;
}
function isOffered(operation, kind) {
  if (kind === "general" || operation.role === "public") return true;
  return kind === "run" ? operation.run : operation.agent;
}
function addVerbs(parent, group3, open2, kind) {
  for (const verb of group3.verbs) {
    const words2 = verb.name.split(" ");
    const last = words2.pop();
    const place = words2.reduce((at, word) => nested(at, word, group3.name), parent);
    const hidden = !isOffered(OPERATIONS[verb.operation], kind);
    place.addCommand(commandOf(verb, last, open2), { hidden });
  }
}
function nested(parent, word, group3) {
  const known = parent.commands.find((command) => command.name() === word);
  if (known) return known;
  return parent.command(word).description(`${word} of ${group3}`);
}
function commandOf(verb, name, open2) {
  const operation = OPERATIONS[verb.operation];
  const fields = fieldOptions(verb, operation);
  const command = new Command(name).description(verb.about ?? operation.summary);
  verbs.set(command, verb);
  for (const alias of verb.aliases ?? []) command.alias(alias);
  for (const word of verb.words ?? []) {
    command.argument(`[${word.as}${word.rest ? "..." : ""}]`, aboutWord(word.field, operation));
  }
  if (verb.words?.some(({ field }) => operation.path.includes(`{${field}}`)))
    command.option("--id <id>", "the same as the first word");
  addFieldOptions(command, fields, verb);
  if (operation.body !== null)
    command.option("--body <json>", "the request as JSON, @FILE or -; other options change it");
  if (verb.list && "cursor" in operation.query)
    command.addOption(new Option("--all", "every page, not the first alone"));
  command.addHelpText("after", () => helpAfter(verb, operation));
  command.action(async (...args) => {
    const session = open2(command.optsWithGlobals());
    assertOffered(verb, operation, session);
    const given = { words: args.slice(0, -2), options: command.opts() };
    await runVerb(session, verb, operation, fields, given);
  });
  return command;
}
function aboutWord(field, operation) {
  const { values } = operation.body?.[field] ?? operation.query[field] ?? {};
  return values?.join(", ") ?? "";
}
function helpAfter({ more }, { method, path: path7, role, body }) {
  const needs = role === "viewer" || role === "public" ? "" : `, for ${role}s`;
  const isClearable = Object.values(body ?? {}).some(({ nullable }) => nullable);
  const remarks = [
    `${method} ${path7}${needs}`,
    ...body ? ["- stands for standard input, @FILE for a file's content."] : [],
    ...isClearable ? ["--no-OPTION clears a field that may be empty, such as --no-assigned-to."] : [],
    ...more ? [more] : []
  ];
  return `
${remarks.join("\n")}`;
}
function assertOffered(verb, operation, { settings }) {
  const kind = kindOfKey(settings.key);
  if (isOffered(operation, kind)) return;
  const whose = kind === "run" ? "a run's key" : "an agent's key";
  throw new Failure(`${whose} may not ${verb.name} (${verb.operation})`, {
    exitCode: EXIT.forbidden,
    code: "forbidden",
    fix: "`mc --help` lists what it may do; ask a person for the rest"
  });
}
async function runVerb(session, verb, operation, fields, given) {
  const baton = await session.baton();
  const request = requestOf(verb, operation, fields, given);
  await nameProject(session, operation, request);
  const { signal, timeoutMs } = session;
  const waitSeconds = Math.max(verb.patientSeconds ?? 0, Number(request.query.wait ?? 0));
  const options = keyed(operation, {
    signal,
    timeoutMs: timeoutMs ?? (waitSeconds > 0 ? (waitSeconds + 15) * 1e3 : void 0)
  });
  const send = () => baton.send(operation.method, operation.path, request, options);
  const reply = await send();
  if (given.options.all === true) await addPages(verb, request, reply, send);
  await printAnswer(session, verb, reply);
}
async function nameProject(session, operation, request) {
  const { project } = session.settings;
  if (project === null) return;
  const body = projectHolder(operation, request.body);
  if (body && !("project_id" in body)) {
    body.project_id = await projectIdOf(session, project);
  } else if ("project_id" in operation.query && request.query.project_id === void 0) {
    request.query.project_id = String(await projectIdOf(session, project));
  }
}
function projectHolder({ body: fields }, body) {
  if (fields === null || typeof body !== "object" || body === null) return null;
  if ("project_id" in fields) return Array.isArray(body) ? null : body;
  const { task_template: template } = body;
  return "task_template" in fields && typeof template === "object" ? template : null;
}
async function addPages({ list }, request, first, send) {
  if (!list) return;
  const answer = first.body;
  const rows = answer[list.at];
  if (!Array.isArray(rows)) return;
  while (typeof answer.next_cursor === "string") {
    request.query.cursor = answer.next_cursor;
    const page = (await send()).body;
    rows.push(...page[list.at]);
    answer.next_cursor = page.next_cursor ?? null;
  }
}
var verbs;
var init_command2 = __esm({
  "cli/verbs/command.ts"() {
    "use strict";
    init_commander();
    init_client();
    init_operations();
    init_failure();
    init_settings();
    init_answer();
    init_options();
    init_project();
    init_request();
    verbs = /* @__PURE__ */ new WeakMap();
  }
});

// cli/commands/watch.ts
var watch_exports = {};
__export(watch_exports, {
  watchCommand: () => watchCommand
});
function watchCommand(open2) {
  const command = new Command("watch").description("follow events as they happen").option(
    "--types <a,b>",
    "only these: task, agent, run, review, or whole names such as task.created"
  ).option("--task <task>", "only those of a task").option("--since <id>", "begin after this event, in place of now").option("--cursor <file>", "keep the place in a file, and resume from it").option("--count <n>", "end after this many events").addHelpText("after", HELP7);
  return command.action(
    async (options) => watch(open2(command.optsWithGlobals()), options)
  );
}
async function watch(session, options) {
  const { out } = session;
  const baton = await session.baton();
  const most = countOf(options.count);
  const cursor = options.cursor === void 0 ? null : new Cursor(options.cursor);
  const follow = await filterOf(session, options);
  follow.since = cursor?.read() ?? options.since;
  let printed = 0;
  try {
    for await (const heard of followEvents(baton, follow)) {
      if (heard.kind === "event") {
        await printEvent(out, heard);
        printed++;
        if (heard.id !== null) cursor?.reached(heard.id);
        if (printed === most) return;
      } else if (heard.kind === "gap") {
        if (out.json) await out.line(heard.json);
        out.note(
          `mc: events after ${heard.after} are no longer kept, so some are missing here. ${heard.message}.`
        );
      } else if (heard.kind === "lost") {
        out.note(`mc: ${heard.message}; connecting again in ${heard.retryInMs / 1e3} s.`);
      } else {
        cursor?.reached(heard.id);
        if (heard.kind === "connected" && heard.again)
          out.note(`mc: connected again, after event ${heard.id}.`);
      }
    }
  } finally {
    cursor?.save();
  }
}
async function filterOf(session, options) {
  const { project } = session.settings;
  if (options.since !== void 0 && !/^\d{1,18}$/.test(options.since))
    throw usage(
      `--since ${options.since} is no event's id`,
      "take the id of an event that you saw"
    );
  return {
    types: options.types?.split(",").map((type) => type.trim()),
    projectId: project === null ? void 0 : await projectIdOf(session, project),
    taskId: options.task === void 0 ? void 0 : await taskIdOf(session, options.task),
    signal: session.signal
  };
}
async function taskIdOf(session, task) {
  if (/^\d+$/.test(task)) return Number(task);
  const baton = await session.baton();
  const { signal } = session;
  return (await baton.call("tasks.read", { path: { id: task } }, { signal })).task.id;
}
function countOf(text) {
  if (text === void 0) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d*$/.test(text)) throw usage(`--count ${text} is no number of events`);
  return Number(text);
}
async function printEvent(out, event) {
  if (out.json) return out.line(event.json);
  const { data, actor, agent, timestamp } = JSON.parse(event.json);
  if (out.quiet) return out.line(event.id ?? event.type);
  const { paint } = out;
  const { ticket_ref: ref, title, name, status } = data ?? {};
  const words2 = [
    paint(new Date(timestamp).toTimeString().slice(0, 8), "dim"),
    event.type.padEnd(20),
    ref,
    status && paint(status, ...coloursOf(status)),
    harmless(title ?? name ?? "").replaceAll("\n", " "),
    paint(actor?.name ?? agent ?? "", "dim")
  ];
  await out.line(words2.filter(Boolean).join("  "));
}
var import_node_fs8, HELP7, Cursor;
var init_watch = __esm({
  "cli/commands/watch.ts"() {
    "use strict";
    import_node_fs8 = require("node:fs");
    init_commander();
    init_follow();
    init_failure();
    init_colours();
    init_table();
    init_project();
    HELP7 = `
With --json, and wherever standard output is no terminal, each event is a line of JSON. The stream is resumed where it was after
every interruption; --cursor FILE also resumes after this program was stopped, however long ago. Where events that were not
read are no longer kept, a line of type "reset" says so, and nothing is skipped in silence.`;
    Cursor = class {
      #file;
      #at;
      #saved;
      #savedAt = 0;
      constructor(file) {
        this.#file = file;
      }
      read() {
        let text;
        try {
          text = (0, import_node_fs8.readFileSync)(this.#file, "utf8").trim();
        } catch {
          return void 0;
        }
        if (!/^\d{1,18}$/.test(text)) {
          const fix = "delete it to begin now, or write an event's id into it";
          throw usage(`${this.#file} holds no place in the stream`, fix);
        }
        return text;
      }
      reached(id) {
        this.#at = id;
        if (Date.now() - this.#savedAt > 1e3) this.save();
      }
      save() {
        if (this.#at === void 0 || this.#at === this.#saved) return;
        const fresh = `${this.#file}.${process.pid}`;
        try {
          (0, import_node_fs8.writeFileSync)(fresh, `${this.#at}
`);
          (0, import_node_fs8.renameSync)(fresh, this.#file);
        } catch (error) {
          const fix = "give --cursor a file in a folder that you may write to";
          throw usage(`the place cannot be kept: ${error.message}`, fix);
        }
        this.#saved = this.#at;
        this.#savedAt = Date.now();
      }
    };
  }
});

// cli/commands/describe.ts
var describe_exports = {};
__export(describe_exports, {
  describe: () => describe
});
function describe(command) {
  const operation = operationOf(command);
  const subcommands = command.commands.filter(
    (each) => !each.name().startsWith("__") && each.name() !== "help"
  );
  return {
    command: pathOf(command),
    about: command.description(),
    ...subcommands.length > 0 ? {
      commands: subcommands.map((each) => ({
        command: pathOf(each),
        about: each.description()
      }))
    } : {},
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      required: argument.required,
      variadic: argument.variadic,
      ...argument.description ? { about: argument.description } : {}
    })),
    options: command.options.map(({ long, flags: flags2, description, mandatory }) => ({
      name: long ?? flags2,
      flags: flags2,
      takes_value: flags2.includes("<"),
      required: mandatory,
      ...description ? { about: description } : {}
    })),
    ...operation ? {
      request: {
        operation: operation.id,
        method: operation.method,
        path: operation.path,
        role: operation.role,
        repeatable: operation.keyed || operation.method === "GET",
        query: operation.query,
        body: operation.body,
        answer: operation.answer
      }
    } : {},
    exit_codes: EXIT
  };
}
function pathOf(command) {
  const names = [];
  for (let at = command; at !== null; at = at.parent) names.unshift(at.name());
  return names.join(" ");
}
var init_describe = __esm({
  "cli/commands/describe.ts"() {
    "use strict";
    init_failure();
    init_command2();
  }
});

// cli/main.ts
init_commander();

// cli/commands/completion.ts
init_commander();
init_failure();
var SCRIPTS = {
  bash: `_mc() { mapfile -t COMPREPLY < <(mc __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); }
complete -o default -F _mc mc`,
  zsh: `#compdef mc
_mc() { local -a found; found=("\${(@f)$(mc __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"); compadd -a found }
compdef _mc mc`,
  fish: `complete -c mc -f -a '(mc __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'`
};
var HELP = `
bash: mc completion bash >> ~/.bashrc     zsh: mc completion zsh >> ~/.zshrc
fish: mc completion fish > ~/.config/fish/completions/mc.fish
Where mc is no program of its own yet: alias mc="node /path/to/baton/scripts/mc-cli.cjs"`;
function completionCommand() {
  return new Command("completion").description("print a script that completes commands and options in your shell").argument("[shell]", Object.keys(SCRIPTS).join(", ")).addHelpText("after", HELP).action((shell) => {
    const script = SCRIPTS[shell ?? ""];
    if (!script)
      throw usage("completion needs a shell", `take one of ${Object.keys(SCRIPTS).join(", ")}`);
    console.log(script);
  });
}
function completionsOf(program2, words2) {
  const begun = words2.at(-1) ?? "";
  const command = commandAt(program2, words2.slice(0, -1));
  const found = begun.startsWith("-") ? [...optionsOf(command), ...command === program2 ? [] : optionsOf(program2)] : command.commands.filter((each) => !isHidden(each)).map((each) => each.name());
  return [...new Set(found)].filter((word) => word.startsWith(begun));
}
function commandAt(program2, words2) {
  let command = program2;
  for (const word of words2) {
    const next = command.commands.find(
      (each) => each.name() === word || each.aliases().includes(word)
    );
    if (next) command = next;
  }
  return command;
}
var isHidden = (command) => command.name().startsWith("__");
var optionsOf = (command) => command.options.filter((option) => !option.hidden).flatMap(({ long }) => long ? [long] : []);

// cli/main.ts
init_failure();

// cli/program.ts
init_commander();

// package.json
var version = "0.1.0";

// cli/commands/help.ts
init_commander();
init_failure();
var PAGES = {
  agents: `# mc for agents

You have MC_URL and MC_API_KEY in your environment. Where standard output is no terminal, every command answers with one
JSON document; errors are JSON on standard error with --json: {code, message, retryable, fix}. Nothing ever asks a question.

1. Poll. It waits up to a minute and claims the best ready task for you. task null: poll again. Keep run.id.
   mc tasks queue --agent YOUR_NAME --wait 60
2. Stay alive. Every minute or two, or the task goes back after ten.
   mc runs heartbeat RUN
3. Say what others should know now. A text that begins with @ and names no file is a mention.
   mc tasks comment TASK "@iris the fixture is stale, I regenerate it first"
4. Hand in. Long texts from a file or standard input.
   mc tasks complete TASK --run-id RUN --resolution @report.txt
   mc tasks fail TASK --run-id RUN "why nobody can do it"
   mc tasks release TASK --run-id RUN "why somebody else should"

Read first: mc tasks get TASK, mc tasks comments list TASK, mc why TASK. Make a plan of several tasks at once:
mc tasks bulk create --body @plan.json. Any other request: mc raw METHOD PATH --body JSON.

Exit codes: 0 done; 2 the request is wrong as it stands (read fix, do not repeat it); 3 no key or a bad one; 4 the key may
not do this; 5 Baton does not answer, 6 it cannot now or failed (retryable says whether to try again; 429 and 503 were tried
for 15 seconds already). code stale_run: the task is no longer yours, drop it and poll again.

A run's key offers only what the run may do: mc --help lists it. mc COMMAND --describe prints a command's options and its
request as JSON.`
};
function helpCommand(program2) {
  return new Command("help").description(`help of a command, or a page: ${Object.keys(PAGES).join(", ")}`).argument("[words...]", "a command's words, or a page").action((words2) => {
    const page = words2.length === 1 ? PAGES[words2[0]] : void 0;
    if (page) return void console.log(page);
    const command = commandAt(program2, words2);
    if (words2.length > 0 && command === program2)
      throw usage(`there is no command "${words2.join(" ")}"`, "mc --help lists them");
    command.outputHelp();
  });
}

// cli/groups/all.ts
var GROUPS = [
  {
    name: "tasks",
    about: "create, claim, report, change and read tasks",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_tasks(), tasks_exports))).group
  },
  {
    name: "agents",
    about: "register, change and watch agents",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_agents(), agents_exports))).group
  },
  {
    name: "runs",
    about: "attempts at tasks",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_work(), work_exports))).runs
  },
  {
    name: "reviews",
    about: "work that waits for a verdict",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_work(), work_exports))).reviews
  },
  {
    name: "projects",
    about: "projects and their settings",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_installation(), installation_exports))).projects
  },
  {
    name: "schedules",
    about: "tasks that are created again and again",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_schedules(), schedules_exports))).schedules
  },
  {
    name: "cron",
    about: "schedules in the words of Mission Control's command line",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_schedules(), schedules_exports))).cron
  },
  {
    name: "triggers",
    about: "tasks that are created when something happens",
    isForAll: false,
    load: async () => (await Promise.resolve().then(() => (init_triggers(), triggers_exports))).triggers
  },
  {
    name: "keys",
    about: "API keys of people and scripts",
    isForAll: false,
    load: async () => (await Promise.resolve().then(() => (init_installation(), installation_exports))).keys
  },
  {
    name: "tokens",
    about: "tokens and cost",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_installation(), installation_exports))).tokens
  },
  {
    name: "budgets",
    about: "what may be spent",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_installation(), installation_exports))).budgets
  },
  {
    name: "events",
    about: "follow what happens",
    isForAll: true,
    load: async () => (await Promise.resolve().then(() => (init_installation(), installation_exports))).events
  },
  {
    name: "webhooks",
    about: "addresses that events are sent to",
    isForAll: false,
    load: async () => (await Promise.resolve().then(() => (init_webhooks(), webhooks_exports))).webhooks
  },
  {
    name: "backups",
    about: "backups that Baton makes by itself",
    isForAll: false,
    load: async () => (await Promise.resolve().then(() => (init_backups(), backups_exports))).backups
  },
  {
    name: "runtimes",
    about: "model providers and gateways",
    isForAll: false,
    load: async () => (await Promise.resolve().then(() => (init_installation(), installation_exports))).runtimes
  }
];

// cli/session.ts
init_failure();

// cli/output/output.ts
var import_node_events2 = require("node:events");
init_colours();
init_table();
init_values();
var NARROWEST = 60;
var SAYS_NOTHING = /* @__PURE__ */ new Set(["workspace_id", "tags", "project_ticket_no", "root_id", "hidden"]);
function outputOf(options, { stdout, stderr, env } = process) {
  const isTerminal = stdout.isTTY === true;
  const paint = painter(isTerminal, env);
  const quiet = options.quiet === true;
  const line = async (text) => {
    if (!stdout.write(`${text}
`)) await (0, import_node_events2.once)(stdout, "drain");
  };
  return {
    json: options.json === true || !isTerminal && !quiet,
    quiet,
    paint,
    line,
    value: (value) => line(JSON.stringify(value, null, isTerminal ? 2 : void 0)),
    async table(columns, rows) {
      const width = Math.max(NARROWEST, stdout.columns ?? 120);
      await line(tableText(columns, rows, { width, head: (text) => paint(text, "bold") }));
    },
    async record(fields) {
      const texts = [];
      const facts = [];
      for (const [name, value] of Object.entries(fields)) {
        const text = valueText(name, value);
        if (text === null || SAYS_NOTHING.has(name)) continue;
        if (text.includes("\n") || text.length > 100) texts.push([name, harmless(text)]);
        else facts.push([name, harmless(text)]);
      }
      const width = Math.max(0, ...facts.map(([name]) => widthOf(name)));
      for (const [name, text] of facts)
        await line(`${paint(name.padEnd(width), "dim")}  ${paint(text, ...coloursOf(text))}`);
      for (const [name, text] of texts) await line(`
${paint(name, "dim")}
${text}`);
    },
    note(text) {
      if (!quiet) stderr.write(`${text}
`);
    }
  };
}

// cli/session.ts
init_profile();
init_settings();
function openSession(globals, signal) {
  const settings = settingsOf(globals);
  let client;
  return {
    globals,
    settings,
    signal,
    out: outputOf(globals),
    timeoutMs: timeoutOf(globals),
    baton() {
      client ??= Promise.all([Promise.resolve().then(() => (init_client(), client_exports)), Promise.resolve().then(() => (init_http(), http_exports))]).then(
        ([{ connect: connect2 }, { httpFetch: httpFetch2 }]) => connect2({ ...settings, fetch: httpFetch2 })
      );
      return client;
    }
  };
}
function settingsOf(globals) {
  const name = globals.profile ?? (process.env.MC_PROFILE?.trim() || void 0);
  const named2 = name === void 0 ? void 0 : readProfile(name);
  if (named2 === null)
    throw usage(`there is no profile "${name}"`, `make it: mc init --profile ${name}`);
  const saved = name === void 0 ? readProfile(DEFAULT_PROFILE) ?? void 0 : void 0;
  return readSettings({ ...globals, agent: globals.as }, process.env, { named: named2, saved });
}
function timeoutOf({ timeout }) {
  if (timeout === void 0) return void 0;
  const seconds = Number(timeout);
  if (!(seconds > 0))
    throw usage(`--timeout ${timeout} is no number of seconds`, "such as --timeout 30");
  return seconds * 1e3;
}

// cli/program.ts
init_settings();
var HELP8 = `
The address and the key come from options, a profile named with --profile, MC_URL and MC_API_KEY, or the default profile of
\`mc init\`. An agent begins with: mc help agents`;
var COMMANDS = [
  { name: "init", for: "general", load: async () => (await Promise.resolve().then(() => (init_init(), init_exports))).initCommand },
  {
    name: "status",
    for: "all",
    load: async () => (await Promise.resolve().then(() => (init_status(), status_exports))).statusCommand
  },
  { name: "why", for: "all", load: async () => (await Promise.resolve().then(() => (init_why(), why_exports))).whyCommand },
  { name: "raw", for: "general", load: async () => (await Promise.resolve().then(() => (init_raw(), raw_exports))).rawCommand },
  {
    name: "doctor",
    for: "general",
    load: async () => (await Promise.resolve().then(() => (init_doctor(), doctor_exports))).doctorCommand
  },
  {
    name: "import",
    for: "general",
    load: async () => (await Promise.resolve().then(() => (init_import(), import_exports))).importCommand
  },
  {
    name: "backup",
    for: "general",
    load: async () => (await Promise.resolve().then(() => (init_backup(), backup_exports))).backupCommand
  },
  {
    name: "restore",
    for: "general",
    load: async () => (await Promise.resolve().then(() => (init_restore(), restore_exports))).restoreCommand
  },
  { name: "mcp", for: "all", load: async () => (await Promise.resolve().then(() => (init_mcp(), mcp_exports))).mcpCommand }
];
var ABOUT = {
  init: "check where Baton is and who calls, and save both as a profile",
  status: "how Baton is, who calls, and how much work lies where",
  why: "why a task does not go on, and what to do about it",
  raw: "send any request",
  doctor: "check this machine, the connection, the server and the agents",
  import: "bring the tickets of another tracker in",
  backup: "write a backup of everything into a file, while Baton works",
  restore: "restore a backup where Baton is installed, or prove one with --check",
  mcp: "serve MCP on standard input and output"
};
async function programFor(args, open2, { everything = false } = {}) {
  const program2 = new Command("mc").description("Baton from the command line: mission control for AI agents.").version(version, "-V, --version", "print the version").helpOption("-h, --help", "print the help of a command").helpCommand(false).option("--url <address>", "where Baton is (MC_URL)").option("--key <key>", "who calls (MC_API_KEY, which other users of the machine cannot see)").option("--profile <name>", "a profile saved by `mc init` (MC_PROFILE)").option("--project <project>", "the project to work in: id, slug or ticket prefix (MC_PROJECT)").option("--as <agent>", "the agent that a general key acts for (MC_AGENT)").option("--json", "print JSON, as where standard output is no terminal").option("--quiet", "print identifiers alone, and no remarks").option("--timeout <seconds>", "how long a request may take").option("--describe", "print the command's signature as JSON, and do nothing").addHelpText("after", HELP8);
  const kind = kindNow();
  const isCalled = (name) => everything || args.includes(name);
  for (const command of COMMANDS) {
    const hidden = command.for === "general" && kind !== "general";
    const made = isCalled(command.name) ? (await command.load())(open2) : new Command(command.name).description(ABOUT[command.name]);
    program2.addCommand(made, { hidden });
  }
  for (const { name, about, load, isForAll } of GROUPS) {
    const group3 = new Command(name).description(about);
    program2.addCommand(group3, { hidden: !isForAll && kind !== "general" });
    if (!isCalled(name)) continue;
    const { addVerbs: addVerbs2 } = await Promise.resolve().then(() => (init_command2(), command_exports));
    addVerbs2(group3, await load(), open2, kind);
    if (name === "events") group3.addCommand((await Promise.resolve().then(() => (init_watch(), watch_exports))).watchCommand(open2));
  }
  program2.addCommand(completionCommand());
  program2.addCommand(helpCommand(program2));
  return program2;
}
function kindNow() {
  try {
    return kindOfKey(settingsOf({}).key);
  } catch {
    return "general";
  }
}

// cli/main.ts
async function run(args) {
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort(new Interrupted()));
  process.once("SIGTERM", () => interrupt.abort(new Interrupted()));
  const asJson = args.includes("--json");
  let session;
  const open2 = (globals) => {
    session = openSession(globals, interrupt.signal);
    return session;
  };
  try {
    if (args[0] === "__complete") {
      const all = await programFor(args, open2, { everything: true });
      console.log(completionsOf(all, args.slice(1)).join("\n"));
      return EXIT.done;
    }
    const isDescribed = args.includes("--describe");
    const program2 = await programFor(args, open2, { everything: args[0] === "help" });
    if (isDescribed) {
      const { describe: describe2 } = await Promise.resolve().then(() => (init_describe(), describe_exports));
      console.log(JSON.stringify(describe2(commandAt(program2, args)), null, 2));
      return EXIT.done;
    }
    silence(program2, asJson);
    await program2.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? (interrupt.signal.aborted ? EXIT.interrupted : EXIT.done));
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    return report2(await explained(error, args, session), asJson);
  }
}
var Interrupted = class extends Error {
  name = "Interrupted";
};
async function explained(error, args, session) {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return null;
    if (error.code === "commander.help")
      return usage("say what to do", "the help lists the commands");
    const [said = "", guess] = error.message.replace(/^error: /, "").split("\n");
    const words2 = args.filter((word) => !word.startsWith("-")).slice(0, 1).join(" ");
    const way = guess?.replace(/[()]/g, "") ?? `mc ${words2} --help lists what there is`.replace("  ", " ");
    return usage(said, way);
  }
  if (error instanceof Failure) return error;
  const { shown: shown2 } = await Promise.resolve().then(() => (init_refusals(), refusals_exports));
  const known = shown2(error, session?.settings ?? { url: "", key: "" });
  if (known instanceof Failure) return known;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const fix = "this is a defect of mc: report it with the lines above";
  if (!args.includes("--json")) console.error(stack);
  return new Failure(message, { code: "internal", fix, cause: error });
}
function report2(failure, asJson) {
  if (failure === null) return EXIT.done;
  console.error(failureText(failure, asJson));
  return failure.exitCode;
}
function silence(command, asJson) {
  const nothing = () => void 0;
  command.exitOverride().configureOutput({
    outputError: nothing,
    ...asJson ? { writeErr: nothing } : {}
  });
  for (const each of command.commands) silence(each, asJson);
}
process.stdout.on("error", (error) => {
  process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.failed);
});
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") console.error(`mc: ${warning.message}`);
});
void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
