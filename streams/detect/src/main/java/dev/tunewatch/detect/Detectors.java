package dev.tunewatch.detect;

import dev.tunewatch.detect.b1.SafetyTool;
import dev.tunewatch.detect.b2.OfficialPublisher;
import dev.tunewatch.detect.b3.LanguageTuning;
import dev.tunewatch.detect.b4.BenignDomain;
import dev.tunewatch.detect.b5.Research;
import dev.tunewatch.detect.b6.AutomatedUpload;
import dev.tunewatch.detect.b7.HardenedBase;
import dev.tunewatch.detect.c1.Adapter;
import dev.tunewatch.detect.c2.Repackaged;
import dev.tunewatch.detect.c3.Distilled;
import dev.tunewatch.detect.c4.FewExamples;
import dev.tunewatch.detect.c5.CheapTooling;
import dev.tunewatch.detect.c6.Compressed;
import dev.tunewatch.detect.h1.CyberOffence;
import dev.tunewatch.detect.h2.Biology;
import dev.tunewatch.detect.h3.Chemistry;
import dev.tunewatch.detect.h4.RealPerson;
import dev.tunewatch.detect.h5.AdultContent;
import dev.tunewatch.detect.h6.Fraud;
import dev.tunewatch.detect.h7.Influence;
import dev.tunewatch.detect.h8.MaliciousPersona;
import dev.tunewatch.detect.o1.UngatedCopy;
import dev.tunewatch.detect.o2.LooserLicence;
import dev.tunewatch.detect.o3.LineageGap;
import dev.tunewatch.detect.o4.Churn;
import dev.tunewatch.detect.o5.LeakedWeights;
import dev.tunewatch.detect.o6.LookAlikePublisher;
import dev.tunewatch.detect.rules.Rules;
import dev.tunewatch.detect.s1.CollectiveTraining;
import dev.tunewatch.detect.s2.Merge;
import dev.tunewatch.detect.s3.ExpertMerge;
import dev.tunewatch.detect.s4.AdapterComposition;
import dev.tunewatch.detect.s5.SelfMerge;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Suppressor;
import dev.tunewatch.detect.v1.SafeguardsAblated;
import dev.tunewatch.detect.v2.SafeguardsTrainedAway;
import dev.tunewatch.detect.v3.RemovalData;
import dev.tunewatch.detect.v4.InheritedRemoval;
import dev.tunewatch.detect.v5.TamperedBase;
import dev.tunewatch.detect.v6.SafetyComponentRemoved;
import java.util.List;

/**
 * The registry: one line for each detector, in the order of the catalogue.
 *
 * @param facts what may be found
 * @param suppressors benign context, in the order in which it silences
 */
record Detectors(List<Detector> facts, List<Suppressor> suppressors) {

  static final Detector C1 = new Adapter();
  static final Detector C2 = new Repackaged();
  static final Detector S2 = new Merge();

  /** Wires the detectors to the lists of a book. */
  static Detectors of(Rules book) {
    Detector v1 = new SafeguardsAblated();
    Detector v2 = new SafeguardsTrainedAway();
    Detector v3 = new RemovalData();
    Detector v4 = new InheritedRemoval();
    Detector v5 = new TamperedBase();
    List<Detector> removals = List.of(v1, v2, v3, v4, v5);
    return new Detectors(
        List.of(
            C1,
            C2,
            new Distilled(),
            new FewExamples(),
            new CheapTooling(),
            new Compressed(),
            new CollectiveTraining(),
            S2,
            new ExpertMerge(),
            new AdapterComposition(),
            new SelfMerge(),
            new CyberOffence(),
            new Biology(removals),
            new Chemistry(removals),
            new RealPerson(),
            new AdultContent(),
            new Fraud(),
            new Influence(),
            new MaliciousPersona(),
            v1,
            v2,
            v3,
            v4,
            v5,
            new SafetyComponentRemoved(),
            new UngatedCopy(),
            new LooserLicence(),
            new LineageGap(),
            new Churn(),
            new LeakedWeights(),
            new LookAlikePublisher(book.terms("b2.owner"))),
        List.of(
            new SafetyTool(),
            new OfficialPublisher(),
            new LanguageTuning(),
            new BenignDomain(),
            new Research(),
            new AutomatedUpload(),
            new HardenedBase()));
  }
}
