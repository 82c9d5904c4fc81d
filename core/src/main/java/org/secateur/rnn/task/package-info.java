/** Tasks that recurrent networks are trained on. A trial is a function of (seed, stage, index). */
@NullMarked
package org.secateur.rnn.task;

import org.jspecify.annotations.NullMarked;
