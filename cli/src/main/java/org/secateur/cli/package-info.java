@NullMarked
package org.secateur.cli;

import org.jspecify.annotations.NullMarked;
