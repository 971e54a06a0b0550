// BatchMatchSchemes over the whole service, and its stream step by step.
#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "services/matching/batch_stream.h"
#include "services/matching/past_answers_fixture.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::BatchMatchSchemesRequest;
using v1::BatchMatchSchemesResponse;

class BatchAnswersTest : public PastAnswersTest {
 protected:
  // So many districts of Meghalaya, given as profiles.
  static BatchMatchSchemesRequest Districts(int count) {
    BatchMatchSchemesRequest request;
    for (int i = 0; i < count; ++i) {
      *request.add_subjects()->mutable_profile() = ForDistrict().profile();
    }
    return request;
  }
  static BatchMatchSchemesRequest Groups(int count) {
    BatchMatchSchemesRequest request;
    for (int i = 0; i < count; ++i) {
      request.add_subjects()->set_name("groups/a");
    }
    return request;
  }

  BatchStream StreamOf(const BatchMatchSchemesRequest& request,
                       const Clock* clock = nullptr) {
    return BatchStream(&reader_, clock == nullptr ? &clock_ : clock, &request,
                       absl::CivilDay(2026, 4, 1));
  }

  CallContext call_;
};

TEST_F(BatchAnswersTest, AnswersEachSubjectInOrder) {
  BatchMatchSchemesRequest request = Districts(1);
  request.add_subjects()->set_name("groups/a");
  request.set_detail(v1::BATCH_DETAIL_MATCHES);
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->results_size(), 2);
  EXPECT_EQ(response->results(0).index(), 0);
  EXPECT_EQ(response->results(0).subject(), "");
  EXPECT_EQ(response->results(0).counts().eligible(), 2);
  EXPECT_EQ(response->results(1).index(), 1);
  EXPECT_EQ(response->results(1).subject(), "groups/a");
  EXPECT_EQ(response->results(1).matches(0).SerializeAsString(),
            Ask(ForGroup())->matches(0).SerializeAsString());
  EXPECT_EQ(response->schemes_size(), 3);
  EXPECT_EQ(response->disclaimer(), kDisclaimer);
  EXPECT_EQ(response->basis().request_digest(), RequestDigest(request));
  EXPECT_EQ(response->basis().token(), Ask(ForGroup())->basis().token());
}

TEST_F(BatchAnswersTest, ASubjectThatCannotBeAnsweredHasItsOwnError) {
  owner_.Set([](const ProfileQuery& query) -> absl::StatusOr<SubjectProfile> {
    if (query.subject == "groups/a") return MakeProfile("groups/a", 3, 5);
    return NotFoundError(query.subject);
  });
  BatchMatchSchemesRequest request = Groups(1);
  request.add_subjects()->set_name("groups/none");
  request.add_subjects()->set_name("schemes/a");
  request.add_subjects();
  request.add_subjects()->mutable_profile()->set_members(-1);
  request.add_subjects()->mutable_profile()->set_place("places/none");
  request.add_subjects()->set_name("groups/a");
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  std::vector<std::string> said;
  for (const auto& result : response->results()) {
    said.push_back(result.has_error() ? result.error().message()
                                      : std::to_string(result.index()));
    EXPECT_NE(result.has_counts(), result.has_error());
  }
  EXPECT_THAT(
      said, ElementsAre("0", "groups/none was not found",
                        testing::HasSubstr("subjects[2].name"),
                        testing::HasSubstr("subjects[3]"),
                        testing::HasSubstr("subjects[4].profile.members"),
                        testing::HasSubstr("subjects[5].profile.place"), "6"));
  EXPECT_EQ(response->results(1).error().code(), 5);
  EXPECT_GT(response->results(1).error().details_size(), 0);
}

TEST_F(BatchAnswersTest, ASilentRegistryCostsItsTimeLimitOnlyNowAndThen) {
  FakeClock clock(absl::FromUnixSeconds(1'800'000'000));
  // What the registry does while it hangs, and what the reader makes of it.
  owner_.Set([&clock](const ProfileQuery&) -> absl::StatusOr<SubjectProfile> {
    clock.Advance(absl::Seconds(2));
    return OwnerUnavailableError("registry");
  });
  BatchMatchSchemesRequest request = Groups(600);
  *request.add_subjects()->mutable_profile() = ForDistrict().profile();
  BatchStream stream = StreamOf(request, &clock);
  std::vector<int> errors;
  const auto read_message = [&] {
    const auto message = stream.Next(call_);
    ASSERT_TRUE(message.ok() && *message) << message.status();
    for (const auto& result : (*message)->results()) {
      if (!result.has_error()) continue;
      errors.push_back(result.error().code());
      EXPECT_EQ(result.error().message(),
                OwnerUnavailableError("registry").message());
    }
  };
  for (int i = 0; i < 3; ++i) read_message();
  EXPECT_EQ(owner_.reads(), 2u);
  EXPECT_GT(errors.size(), 100u);

  clock.Advance(OwnerPatience::kRest);
  for (int i = 0; i < 3; ++i) read_message();
  EXPECT_EQ(owner_.reads(), 3u) << "asked again, once";
  EXPECT_TRUE(IsEndOfStream(stream.Next(call_).status()));
  EXPECT_EQ(errors, std::vector<int>(600, 14)) << "the profile has its answer";
}

TEST_F(BatchAnswersTest, ARegistryThatIsSilentAboutThePastIsLeftAlone) {
  FakeClock clock(absl::FromUnixSeconds(1'800'000'000));
  for (const BatchMatchSchemesRequest& each : {Groups(600), Districts(600)}) {
    const BatchMatchSchemesRequest request =
        Exactly(each, TokenOf(RegistryAt(2), CatalogAt(1)));
    std::atomic<int> calls{0};
    // The first call is for the basis.
    past_registry_.on_call = [&] {
      if (++calls == 1) return absl::OkStatus();
      clock.Advance(absl::Seconds(20));
      return OwnerUnavailableError("registry");
    };
    BatchStream stream = StreamOf(request, &clock);
    int results = 0;
    while (true) {
      const auto message = stream.Next(call_);
      if (IsEndOfStream(message.status())) break;
      ASSERT_TRUE(message.ok() && *message) << message.status();
      for (const auto& result : (*message)->results()) {
        EXPECT_EQ(result.error().code(), 14);
        ++results;
      }
    }
    EXPECT_EQ(results, 600);
    EXPECT_EQ(calls, 3);
  }
}

TEST_F(BatchAnswersTest, IdentityNumbersAreRefusedWithTheirSubject) {
  BatchMatchSchemesRequest request = Districts(2);
  request.mutable_subjects(1)
      ->mutable_profile()
      ->mutable_products()
      ->add_values("0000 1111 2222");
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_FALSE(response->results(0).has_error());
  EXPECT_EQ(response->results(1).error().code(), 3);
}

TEST_F(BatchAnswersTest, AllSubjectsAreOfOneState) {
  absl::Notification reading;
  absl::Notification go_on;
  int reads = 0;
  // The group has five members from revision 6 on.
  owner_.Set([&](const ProfileQuery&) {
    if (++reads == 1) {
      SubjectProfile profile = MakeProfile("groups/a", 3, 5);
      profile.mutable_profile()->set_members(12);
      profile.mutable_profile()->set_place(kDistrict);
      for (const char* place : {kDistrict, kState}) {
        profile.add_place_chain()->set_place(place);
      }
      return profile;
    }
    if (reads == 2) {
      reading.Notify();
      go_on.WaitForNotification();
    }
    SubjectProfile profile = MakeProfile("groups/a", 6, 6);
    profile.mutable_profile()->set_members(5);
    return profile;
  });
  absl::StatusOr<BatchMatchSchemesResponse> response;
  std::thread asker([&] { response = Ask(Groups(3)); });
  reading.WaitForNotification();
  auto batch = RegistryBatch(6);
  AddProfile(batch, "groups/a", 6);
  ASSERT_TRUE(registry_.Apply(batch).ok());
  go_on.Notify();
  asker.join();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(BasisOf(*response, "registry"), RegistryAt(5));
  for (const auto& result : response->results()) {
    EXPECT_EQ(result.counts().SerializeAsString(),
              response->results(0).counts().SerializeAsString());
  }
}

TEST_F(BatchAnswersTest, ThePastIsAnsweredAsItWas) {
  for (BatchMatchSchemesRequest request : {Groups(3), Districts(3)}) {
    request.set_detail(v1::BATCH_DETAIL_MATCHES);
    const auto response =
        Ask(Exactly(request, TokenOf(RegistryAt(2), CatalogAt(1))));
    ASSERT_TRUE(response.ok()) << response.status();
    for (const auto& result : response->results()) {
      EXPECT_EQ(result.counts().eligible(), 3);
    }
    EXPECT_EQ(response->basis().token(), TokenOf(RegistryAt(2), CatalogAt(1)));
  }
}

TEST_F(BatchAnswersTest, AMessageIsBounded) {
  const BatchMatchSchemesRequest request = Districts(600);
  BatchStream stream = StreamOf(request);
  std::vector<int> sizes;
  while (true) {
    const auto message = stream.Next(call_);
    if (IsEndOfStream(message.status())) break;
    ASSERT_TRUE(message.ok()) << message.status();
    EXPECT_LE((*message)->results_size(), BatchStream::kMostResults);
    EXPECT_EQ((*message)->has_basis(), sizes.empty());
    sizes.push_back((*message)->results_size());
  }
  EXPECT_GE(sizes.size(), 3u);
}

// A clock that moves each time that somebody looks.
class HurryingClock : public Clock {
 public:
  absl::Time Now() const override { return now_ += absl::Milliseconds(6); }

 private:
  mutable absl::Time now_ = absl::FromUnixSeconds(1'800'000'000);
};

TEST_F(BatchAnswersTest, AMessageGoesWhenItTookLong) {
  const BatchMatchSchemesRequest request = Districts(100);
  const HurryingClock clock;
  BatchStream stream = StreamOf(request, &clock);
  const auto message = stream.Next(call_);
  ASSERT_TRUE(message.ok()) << message.status();
  EXPECT_LT((*message)->results_size(), 10);
}

TEST_F(BatchAnswersTest, NothingIsReckonedForACallerWhoLeft) {
  const BatchMatchSchemesRequest request = Groups(600);
  BatchStream stream = StreamOf(request);
  ASSERT_TRUE(stream.Next(call_).ok());
  const size_t reads = owner_.reads();
  call_.cancelled = [] { return true; };
  EXPECT_FALSE(stream.Next(call_).ok());
  EXPECT_EQ(owner_.reads(), reads);
}

TEST_F(BatchAnswersTest, ALongAnswerAboutThePastLetsOthersHaveTheirTurn) {
  const BatchMatchSchemesRequest request =
      Exactly(Districts(600), TokenOf(RegistryAt(2), CatalogAt(1)));
  BatchStream stream = StreamOf(request);
  ASSERT_TRUE(stream.Next(call_).ok());
  {
    const auto one = past_answers_.Enter(call_);
    const auto two = past_answers_.Enter(call_);
    ASSERT_TRUE(one.ok() && two.ok()) << "the stream holds none";
    const auto message = stream.Next(call_);
    ASSERT_TRUE(message.ok()) << message.status();
    EXPECT_FALSE(*message) << "it waits for its turn";
  }
  const auto message = stream.Next(call_);
  ASSERT_TRUE(message.ok()) << message.status();
  EXPECT_GT((*message)->results_size(), 0);
}

TEST_F(BatchAnswersTest, NamesEveryFaultOfTheRequest) {
  const auto faults = [](const std::function<void(BatchMatchSchemesRequest&)>&
                             change) {
    BatchMatchSchemesRequest request = Districts(1);
    change(request);
    std::vector<std::string> fields;
    for (const auto& violation : FieldViolationsOf(
             ReadBatchRequest(request, absl::CivilDay(2026, 4, 1)).status())) {
      fields.push_back(violation.field);
    }
    return fields;
  };
  EXPECT_THAT(faults([](auto& r) {
                r.clear_subjects();
                r.mutable_as_of()->set_year(1);
                r.set_language_code("?");
                r.set_detail(static_cast<v1::BatchDetail>(9));
                r.set_matches_per_subject(-1);
                r.add_schemes("a");
                r.mutable_read_at()->set_at_least_token("x");
              }),
              ElementsAre("subjects", "as_of", "language_code", "detail",
                          "matches_per_subject", "schemes[0]",
                          "read_at.at_least_token"));
  EXPECT_THAT(faults([](auto& r) {
                for (int i = 0; i < 10'000; ++i) r.add_subjects();
              }),
              ElementsAre("subjects"));
  EXPECT_THAT(faults([](auto& r) {
                for (int i = 0; i < 1'001; ++i) r.add_schemes("schemes/a");
              }),
              ElementsAre("schemes"));
  EXPECT_EQ(FaultyField(Ask(BatchMatchSchemesRequest())), "subjects");
}

TEST_F(BatchAnswersTest, LeftOutItTellsTwentyMatchesAndAtMostAHundred) {
  const absl::CivilDay today(2026, 4, 1);
  BatchMatchSchemesRequest request = Districts(1);
  EXPECT_EQ(ReadBatchRequest(request, today)->query.limit, 20u);
  request.set_matches_per_subject(5);
  EXPECT_EQ(ReadBatchRequest(request, today)->query.limit, 5u);
  request.set_matches_per_subject(500);
  EXPECT_EQ(ReadBatchRequest(request, today)->query.limit, 100u);
  EXPECT_EQ(ReadBatchRequest(request, today)->detail, v1::BATCH_DETAIL_COUNTS);
}

}  // namespace
}  // namespace sangam::matching
