package in.sangam.example;

import in.sangam.matching.v1.MatchSchemesRequest;
import in.sangam.matching.v1.MatchingServiceGrpc;
import in.sangam.matching.v1.Verdict;
import in.sangam.type.v1.Profile;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Asks matching twice: once with members absent, once with zero. */
public final class AbsentAndZero {
  private AbsentAndZero() {}

  /** Usage: AbsentAndZero ADDRESS SCHEME. Prints the two verdicts. */
  public static void main(String[] arguments) {
    ManagedChannel channel =
        ManagedChannelBuilder.forTarget(arguments[0]).usePlaintext().build();
    try {
      MatchingServiceGrpc.MatchingServiceBlockingStub stub =
          MatchingServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(10, TimeUnit.SECONDS);
      String scheme = arguments[1];
      System.out.println("absent " + verdict(stub, scheme, Profile.newBuilder()));
      System.out.println("zero " + verdict(stub, scheme, Profile.newBuilder().setMembers(0)));
    } finally {
      channel.shutdownNow();
    }
  }

  private static Verdict verdict(
      MatchingServiceGrpc.MatchingServiceBlockingStub stub,
      String scheme,
      Profile.Builder profile) {
    MatchSchemesRequest request =
        MatchSchemesRequest.newBuilder()
            .setProfile(profile)
            .addSchemes(scheme)
            .addVerdicts(Verdict.VERDICT_ELIGIBLE)
            .addVerdicts(Verdict.VERDICT_NEEDS_INFORMATION)
            .addVerdicts(Verdict.VERDICT_NEAR_MISS)
            .addVerdicts(Verdict.VERDICT_INELIGIBLE)
            .build();
    return stub.matchSchemes(request).getMatches(0).getVerdict();
  }
}
