/** The whole: started, stopped, shown, stressed and tested as its users meet it. */
package dev.warren.system;
