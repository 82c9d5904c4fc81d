/** The library: networks, dynamics, pruning rules and certificates. Kernels and linear algebra stay inside. */
module org.secateur.core {
  requires static jdk.incubator.vector;
  requires ejml.core;
  requires ejml.ddense;
  requires lbfgs4j;
  requires static transitive org.jspecify;
  requires transitive org.apache.commons.rng.api;
  requires org.apache.commons.rng.sampling;
  requires org.apache.commons.statistics.distribution;

  exports org.secateur.random;
  exports org.secateur.network;
  exports org.secateur.dynamics;
  exports org.secateur.spectral;
  exports org.secateur.prune;
  exports org.secateur.certify;
  exports org.secateur.rnn;
  exports org.secateur.rnn.task;
  exports org.secateur.rnn.train;
  exports org.secateur.rnn.activity;
  exports org.secateur.rnn.mask;
  exports org.secateur.rnn.mask.experimental;
  exports org.secateur.rnn.repair;
  exports org.secateur.rnn.online;
  exports org.secateur.rnn.evaluate;
  exports org.secateur.boltzmann;
  exports org.secateur.boltzmann.data;
  exports org.secateur.boltzmann.chains;
  exports org.secateur.boltzmann.train;
  exports org.secateur.boltzmann.fisher;
  exports org.secateur.boltzmann.evaluate;
  exports org.secateur.boltzmann.prune;
  exports org.secateur.study;
  exports org.secateur.study.statistics;
  exports org.secateur.study.trials;
  exports org.secateur.study.networks;
  exports org.secateur.study.machines;
  exports org.secateur.report;
  exports org.secateur.report.network;
  exports org.secateur.report.machine;
  exports org.secateur.report.recurrent;
  exports org.secateur.report.online;
}
