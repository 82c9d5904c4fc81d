/** Training of machines on patterns: settings, states that can be stopped and resumed, and what turns one into the next. */
@NullMarked
package org.secateur.boltzmann.train;

import org.jspecify.annotations.NullMarked;
