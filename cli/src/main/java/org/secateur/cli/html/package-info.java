/** Reports as HTML: one file that asks nobody for anything. */
@NullMarked
package org.secateur.cli.html;

import org.jspecify.annotations.NullMarked;
