package org.secateur.report.network;

import java.util.List;

import org.secateur.report.Report;
import org.secateur.study.Progress;

/** The report on a pruned network: fourteen sections, those without data say why. */
public final class NetworkReport {
  private NetworkReport() {
  }

  /** Makes the report. Time: spectra and covariances of small networks once more, a layout, and what is in the case. */
  public static Report of(NetworkCase of, Progress progress) {
    Survey survey = new Survey(of, progress);
    SpectrumSection spectrum = new SpectrumSection(of, survey);
    progress.report("report: trajectories", 0, 1);
    Report.Section dynamics = new DynamicsSection(of, survey).section();
    progress.report("report: layout", 0, 1);
    Report.Section structure = new StructureSection(of, survey).section();
    progress.report("report: edges", 0, 1);
    List<Report.Section> sections = List.of(VerdictSection.of(of, spectrum), InputSection.of(of, survey),
        ActionSection.of(of, survey), PreservedSection.of(of), spectrum.section(), dynamics, structure,
        EdgesSection.of(of), ControlsSection.of(of), PricesSection.of(of), LimitsSection.of(of),
        MethodsSection.of(of), of.setting().provenanceSection());
    return new Report(of.setting().name(), "What was pruned, what survived, and how that is known.",
        sections);
  }
}
