// Answers as they were given, or would have been, at an earlier time.
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/past_answers_fixture.h"

namespace sangam::matching {
namespace {

using v1::MatchSchemesRequest;

TEST_F(PastAnswersTest, AnExactTokenShowsWhatWasRecordedThen) {
  EXPECT_EQ(Eligible(Exactly(ForGroup(), TokenOf(RegistryAt(2), CatalogAt(1)))),
            "schemes/big schemes/small schemes/state ");
  EXPECT_EQ(Eligible(Exactly(ForGroup(), TokenOf(RegistryAt(2), CatalogAt(2)))),
            "schemes/big schemes/small schemes/state ");
  EXPECT_EQ(Eligible(Exactly(ForGroup(), TokenOf(RegistryAt(2), CatalogAt(3)))),
            "schemes/small schemes/state ");
  EXPECT_EQ(Eligible(Exactly(ForGroup(), TokenOf(RegistryAt(5), CatalogAt(3)))),
            "schemes/big schemes/state ");
  EXPECT_EQ(owner_.reads(), 0u) << "the past never comes by way of the cache";
}

TEST_F(PastAnswersTest, TheBasisHoldsExactlyTheStatesThatWereRead) {
  const auto exact =
      Ask(Exactly(ForGroup(), TokenOf(RegistryAt(4), CatalogAt(2))));
  ASSERT_TRUE(exact.ok()) << exact.status();
  EXPECT_EQ(BasisOf(*exact, "registry"), RegistryAt(4));
  EXPECT_EQ(BasisOf(*exact, "scheme_catalog"), CatalogAt(2));
  for (const MatchSchemesRequest& request : {ForGroup(), ForDistrict()}) {
    const auto known = Ask(KnownAt(request, 2));
    ASSERT_TRUE(known.ok()) << known.status();
    EXPECT_EQ(BasisOf(*known, "registry"), RegistryAt(2));
    EXPECT_EQ(BasisOf(*known, "scheme_catalog"), CatalogAt(2));
  }
}

TEST_F(PastAnswersTest, AnInstantShowsBothStoresAsTheyWereThen) {
  EXPECT_EQ(Eligible(KnownAt(ForGroup(), 2)),
            "schemes/big schemes/small schemes/state ");
  EXPECT_EQ(Eligible(KnownAt(ForGroup(), 3)), "schemes/small schemes/state ");
  EXPECT_EQ(Ask(KnownAt(ForGroup(), 1)).status(), NotFoundError("groups/a"));
}

TEST_F(PastAnswersTest, AStoreThatTheTokenLeavesOutIsReadAsItIsNow) {
  EXPECT_EQ(Eligible(Exactly(ForDistrict(), Token(CatalogAt(1)).Encode())),
            "schemes/big schemes/small schemes/state ");
  const auto by_catalog =
      Ask(Exactly(ForGroup(), Token(CatalogAt(1)).Encode()));
  ASSERT_TRUE(by_catalog.ok()) << by_catalog.status();
  EXPECT_EQ(BasisOf(*by_catalog, "registry"), RegistryAt(5));
  EXPECT_EQ(owner_.reads(), 1u) << "the present profile";
  const auto by_registry =
      Ask(Exactly(ForGroup(), Token(RegistryAt(2)).Encode()));
  ASSERT_TRUE(by_registry.ok()) << by_registry.status();
  EXPECT_EQ(BasisOf(*by_registry, "scheme_catalog"), CatalogAt(3));
  EXPECT_EQ(BasisOf(*by_registry, "registry"), RegistryAt(2));
}

TEST_F(PastAnswersTest, TheSameBasisGivesTheSameBytes) {
  MatchSchemesRequest all = ForDistrict();
  all.add_verdicts(v1::VERDICT_ELIGIBLE);
  all.add_verdicts(v1::VERDICT_NEEDS_INFORMATION);
  all.add_verdicts(v1::VERDICT_NEAR_MISS);
  all.add_verdicts(v1::VERDICT_INELIGIBLE);
  const auto then = Ask(all);
  ASSERT_TRUE(then.ok()) << then.status();
  ASSERT_EQ(then->matches_size(), 3);
  const MatchSchemesRequest again = Exactly(all, then->basis().token());
  EXPECT_EQ(Ask(again)->SerializeAsString(), then->SerializeAsString())
      << "while the feeds still show it";

  // The feeds move on: the scheme asks for more, the district is elsewhere.
  auto catalog = CatalogBatch(4);
  AddVersion(catalog, "schemes/small", "members < 2");
  ASSERT_TRUE(catalog_.Apply(catalog).ok());
  catalog_.Publish();
  auto registry = RegistryBatch(6);
  AddPlace(registry, kDistrict, type::v1::PLACE_KIND_DISTRICT);
  ASSERT_TRUE(registry_.Apply(registry).ok());
  EXPECT_NE(Ask(all)->SerializeAsString(), then->SerializeAsString());
  const auto later = Ask(again);
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_EQ(later->SerializeAsString(), then->SerializeAsString());
}

TEST_F(PastAnswersTest, ARuleAboutAPlaceReadsThePlacesOfThatTime) {
  MatchSchemesRequest request = ForDistrict();
  EXPECT_EQ(Eligible(Exactly(request, TokenOf(RegistryAt(4), CatalogAt(3)))),
            "schemes/small schemes/state ");
  EXPECT_EQ(Eligible(Exactly(request, TokenOf(RegistryAt(6), CatalogAt(3)))),
            "schemes/small ");
  EXPECT_EQ(
      FaultyField(Ask(Exactly(request, TokenOf(RegistryAt(1), CatalogAt(3))))),
      "profile.place")
      << "there was no such place";
}

TEST_F(PastAnswersTest, APlaceThatCannotBeReadIsNotGuessed) {
  const std::string token = TokenOf(RegistryAt(4), CatalogAt(3));
  // The subject's chain comes with its profile; the rule's place does not.
  auto& group = past_registry_.states[2].profiles["groups/a"];
  group.clear_place_chain();
  group.add_place_chain()->set_place("places/lgd-district-1");
  int calls = 0;
  past_registry_.on_call = [&calls] {
    return ++calls > 1 ? absl::UnavailableError("no") : absl::OkStatus();
  };
  EXPECT_EQ(Ask(Exactly(ForGroup(), token)).status(),
            OwnerUnavailableError("registry"));
}

TEST_F(PastAnswersTest, TheOwnersErrorsAboutTheStateComeThrough) {
  for (const MatchSchemesRequest& request : {ForGroup(), ForDistrict()}) {
    EXPECT_EQ(
        Ask(Exactly(request, TokenOf(RegistryAt(7), CatalogAt(3)))).status(),
        RevisionNotYetAvailableError("registry"));
    EXPECT_EQ(
        Ask(Exactly(request, TokenOf(RegistryAt(2), CatalogAt(9)))).status(),
        RevisionNotYetAvailableError("scheme_catalog"));
    EXPECT_EQ(Ask(Exactly(request, TokenOf(RegistryAt(2, "e0"), CatalogAt(3))))
                  .status(),
              StoreEpochChangedError("registry"));
    EXPECT_EQ(Ask(Exactly(request, TokenOf(RegistryAt(2), CatalogAt(3, "e0"))))
                  .status(),
              StoreEpochChangedError("scheme_catalog"));
    EXPECT_EQ(FaultyField(Ask(Exactly(request, "x"))), "read_at.exact_token");
  }
  past_registry_.on_call = [] { return RevisionCompactedError("registry"); };
  EXPECT_EQ(Ask(KnownAt(ForGroup(), 2)).status(),
            RevisionCompactedError("registry"));
  past_registry_.on_call = nullptr;
  past_catalog_.on_list = [] {
    return RevisionCompactedError("scheme_catalog");
  };
  EXPECT_EQ(Ask(KnownAt(ForGroup(), 2)).status(),
            RevisionCompactedError("scheme_catalog"));
}

TEST_F(PastAnswersTest, PagesOfThePastFitTogetherWhateverThePresentDoes) {
  MatchSchemesRequest request =
      Exactly(ForGroup(), TokenOf(RegistryAt(5), CatalogAt(3)));
  request.add_verdicts(v1::VERDICT_ELIGIBLE);
  request.set_page_size(1);
  const auto first = Ask(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->matches(0).scheme(), "schemes/big");
  request.set_page_token(first->next_page_token());

  auto registry = RegistryBatch(6);
  AddProfile(registry, "groups/a", 6);
  AddPlace(registry, "places/another", type::v1::PLACE_KIND_STATE);
  ASSERT_TRUE(registry_.Apply(registry).ok());
  ASSERT_TRUE(catalog_.Apply(CatalogBatch(8)).ok());
  catalog_.Publish();
  const auto second = Ask(request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->matches(0).scheme(), "schemes/state");
  EXPECT_EQ(second->next_page_token(), "");
  request.mutable_read_at()->set_exact_token(
      TokenOf(RegistryAt(4), CatalogAt(3)));
  EXPECT_EQ(FaultyField(Ask(request)), "page_token") << "of another list";
}

TEST_F(PastAnswersTest, PagesOfAnInstantStayWithTheStatesOfTheFirst) {
  MatchSchemesRequest request = KnownAt(ForGroup(), 100);
  request.add_verdicts(v1::VERDICT_ELIGIBLE);
  request.set_page_size(1);
  const auto first = Ask(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(BasisOf(*first, "registry"), RegistryAt(6));
  EXPECT_EQ(first->matches(0).scheme(), "schemes/big");
  request.set_page_token(first->next_page_token());
  // By now the instant means a later state, in which nothing is left of the
  // list.
  past_registry_.states[7] = past_registry_.states[6];
  past_registry_.states[7].profiles.clear();
  past_catalog_.states[8].schemes.clear();
  const auto second = Ask(request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->matches(0).scheme(), "schemes/state");
  EXPECT_EQ(second->basis().token(), first->basis().token());
  EXPECT_EQ(FaultyField(Ask(KnownAt(request, 101))), "page_token")
      << "of another instant";
  request.clear_read_at();
  EXPECT_EQ(FaultyField(Ask(request)), "page_token") << "of no instant";
}

TEST_F(PastAnswersTest, ThePastTakesOnlyItsShareOfTheWorkers) {
  absl::Notification go_on;
  past_catalog_.on_list = [&go_on] {
    go_on.WaitForNotification();
    return absl::OkStatus();
  };
  std::vector<std::thread> askers;
  for (int64_t revision : {1, 2}) {
    askers.emplace_back([this, revision] {
      EXPECT_TRUE(
          Ask(Exactly(ForDistrict(), Token(CatalogAt(revision)).Encode()))
              .ok());
    });
  }
  EXPECT_TRUE(Eventually([this] { return past_catalog_.lists() == 2; }));
  EXPECT_EQ(
      ReasonOf(
          Ask(Exactly(ForDistrict(), Token(CatalogAt(1)).Encode())).status()),
      type::v1::ERROR_REASON_SERVER_BUSY);
  EXPECT_TRUE(Ask(ForDistrict()).ok()) << "the present goes on";
  go_on.Notify();
  for (std::thread& asker : askers) asker.join();
}

TEST_F(PastAnswersTest, TrialsReadThePastToo) {
  v1::EvaluateRuleRequest rule;
  rule.set_expression("members >= 10");
  rule.mutable_subject()->set_name("groups/a");
  const std::string token = TokenOf(RegistryAt(2), CatalogAt(1));
  const auto then = Ask(Exactly(rule, token));
  ASSERT_TRUE(then.ok()) << then.status();
  EXPECT_EQ(then->outcome(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(then->basis().token(), token);
  EXPECT_EQ(Ask(rule)->outcome(), v1::OUTCOME_MET);

  v1::TrySchemeRequest scheme;
  *scheme.mutable_scheme_version() = VersionOf("schemes/new", "members >= 10");
  scheme.mutable_subject()->set_name("groups/a");
  const auto tried = Ask(Exactly(scheme, token));
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_NE(tried->match().verdict(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(tried->basis().token(), token);
}

}  // namespace
}  // namespace sangam::matching
