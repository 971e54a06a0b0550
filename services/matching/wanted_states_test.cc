#include "services/matching/wanted_states.h"

#include <string>

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

using type::v1::ReadAt;

ReadAt Exactly(const std::string& token) {
  ReadAt read_at;
  read_at.set_exact_token(token);
  return read_at;
}

ReadAt AtLeast(const std::string& token) {
  ReadAt read_at;
  read_at.set_at_least_token(token);
  return read_at;
}

ReadAt KnownAt(int64_t seconds, int32_t nanos) {
  ReadAt read_at;
  read_at.mutable_known_at()->set_seconds(seconds);
  read_at.mutable_known_at()->set_nanos(nanos);
  return read_at;
}

// The reason of the error, and the field that it names.
std::string FaultOf(const ReadAt& read_at) {
  const absl::Status status = ReadWantedStates(read_at).status();
  const auto violations = FieldViolationsOf(status);
  return type::v1::ErrorReason_Name(ReasonOf(status)) +
         (violations.empty() ? "" : " " + violations[0].field);
}

TEST(WantedStatesTest, ThePresentIsWhatIsWantedWithoutAWord) {
  const auto wanted = ReadWantedStates(ReadAt());
  ASSERT_TRUE(wanted.ok());
  EXPECT_FALSE(wanted->NamesPast());
  EXPECT_TRUE(wanted->at_least.positions().empty());
  EXPECT_FALSE(ReadWantedStates(Exactly(""))->NamesPast())
      << "a token that names no store";
}

TEST(WantedStatesTest, AnExactTokenNamesSomeStoresOrBoth) {
  Token token(RegistryAt(3));
  token.Merge(CatalogAt(8));
  const auto both = ReadWantedStates(Exactly(token.Encode()));
  ASSERT_TRUE(both.ok()) << both.status();
  EXPECT_EQ(absl::get<StorePosition>(*both->registry), RegistryAt(3));
  EXPECT_EQ(absl::get<StorePosition>(*both->catalog), CatalogAt(8));
  const auto one = ReadWantedStates(Exactly(Token(CatalogAt(8)).Encode()));
  ASSERT_TRUE(one.ok());
  EXPECT_FALSE(one->registry);
  EXPECT_EQ(absl::get<StorePosition>(*one->catalog), CatalogAt(8));
  EXPECT_TRUE(one->NamesPast());
}

TEST(WantedStatesTest, AnInstantIsMeantForBothStores) {
  const auto wanted = ReadWantedStates(KnownAt(1'700'000'000, 5));
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  for (const auto& moment : {wanted->registry, wanted->catalog}) {
    ASSERT_TRUE(moment);
    EXPECT_EQ(ToReadAt(*moment).known_at().seconds(), 1'700'000'000);
    EXPECT_EQ(ToReadAt(*moment).known_at().nanos(), 5);
  }
}

TEST(WantedStatesTest, RefusesTokensThatAreNotOfTheseStores) {
  for (const std::string& token :
       {std::string("x"), Token(StorePosition{"other", "e1", 3}).Encode(),
        Token(RegistryAt(3)).Encode() + ",x"}) {
    EXPECT_EQ(FaultOf(AtLeast(token)),
              "ERROR_REASON_TOKEN_MALFORMED read_at.at_least_token");
    EXPECT_EQ(FaultOf(Exactly(token)),
              "ERROR_REASON_TOKEN_MALFORMED read_at.exact_token");
  }
}

TEST(WantedStatesTest, RefusesTokensOfTwoLivesOfOneStore) {
  const std::string token =
      Token(RegistryAt(3)).Encode() + "," + Token(RegistryAt(3, "e2")).Encode();
  EXPECT_EQ(FaultOf(AtLeast(token)), "ERROR_REASON_STORE_EPOCH_CHANGED");
  EXPECT_EQ(FaultOf(Exactly(token)), "ERROR_REASON_STORE_EPOCH_CHANGED");
}

TEST(WantedStatesTest, RefusesWhatIsNoInstant) {
  for (const ReadAt& read_at :
       {KnownAt(0, -1), KnownAt(0, 1'000'000'000), KnownAt(253'402'300'800, 0),
        KnownAt(-62'135'596'801, 0)}) {
    EXPECT_EQ(FaultOf(read_at), "ERROR_REASON_INVALID_FIELD read_at.known_at");
  }
}

}  // namespace
}  // namespace sangam::matching
