// Stores under clocks that go back, or far ahead and back.
#include "common/changelog/store_instants.h"

#include <string>
#include <vector>

#include "common/changelog/history_compaction.h"
#include "common/changelog/place_store_fixture.h"
#include "google/protobuf/util/time_util.h"

namespace sangam {
namespace {

using google::protobuf::util::TimeUtil;

class StoreInstantsTest : public PlaceStoreTest {
 protected:
  std::string Put(const std::string& title) {
    registry::v1::UpdatePlaceRequest request;
    request.mutable_place()->set_name("places/a");
    request.mutable_place()->set_title(title);
    request.set_allow_missing(true);
    const auto put = Update(request);
    EXPECT_TRUE(put.ok()) << put.status();
    return put.ok() ? put->token() : "";
  }

  std::string TitleKnownAt(absl::Time time) {
    type::v1::ReadAt read_at;
    *read_at.mutable_known_at() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
    return TitleAt(read_at);
  }
  std::string TitleAtToken(const std::string& token) {
    type::v1::ReadAt read_at;
    read_at.set_exact_token(token);
    return TitleAt(read_at);
  }

  int64_t Compact(absl::Duration kept) {
    const auto step = CompactHistory(*changelog_, {kept});
    EXPECT_TRUE(step.ok()) << step.status();
    return step.ok() ? step->versions_removed : -1;
  }

 private:
  std::string TitleAt(const type::v1::ReadAt& read_at) {
    registry::v1::GetPlaceRequest request;
    request.set_name("places/a");
    *request.mutable_read_at() = read_at;
    registry::v1::GetPlaceResponse response;
    const absl::Status status = methods_->Get(request, &response);
    return status.ok() ? response.place().title() : status.ToString();
  }
};

constexpr absl::Duration kYear = absl::Hours(8760);

TEST_F(StoreInstantsTest, AClockThatGoesBackChangesNothingThatWasKnown) {
  const absl::Time start = clock_.Now();
  Put("one");
  clock_.Advance(absl::Minutes(1));
  Put("two");
  clock_.Advance(absl::Minutes(1));
  const std::string third = Put("three");
  // January 1970.
  const absl::Duration away = clock_.Now() - absl::UnixEpoch();
  clock_.Advance(-away);
  Put("four");
  const std::string fifth = Put("five");
  EXPECT_EQ(Compact(absl::Hours(1)), 0);
  clock_.Advance(away + absl::Minutes(1));
  Put("six");
  EXPECT_EQ(TitleKnownAt(start), "one");
  EXPECT_EQ(TitleKnownAt(start + absl::Seconds(90)), "two");
  EXPECT_EQ(TitleKnownAt(start + absl::Minutes(2)), "three");
  EXPECT_EQ(TitleKnownAt(start + absl::Minutes(2) + absl::Microseconds(1)),
            "four");
  EXPECT_EQ(TitleKnownAt(start + absl::Minutes(2) + absl::Microseconds(2)),
            "five");
  EXPECT_EQ(TitleKnownAt(clock_.Now()), "six");
  EXPECT_EQ(Compact(kYear), 0) << "all of it is minutes old";
  EXPECT_EQ(TitleAtToken(third), "three");
  EXPECT_EQ(TitleAtToken(fifth), "five");
}

TEST_F(StoreInstantsTest, AClockThatLeapsAheadMakesNothingOld) {
  Put("one");
  clock_.Advance(absl::Minutes(1));
  const std::string second = Put("two");
  clock_.Advance(10 * kYear);
  EXPECT_EQ(Compact(kYear), 0) << "nothing says that ten years have passed";
  Put("three");
  EXPECT_EQ(Compact(kYear), 0);
  clock_.Advance(absl::Hours(23));
  Put("four");
  EXPECT_EQ(Compact(kYear), 0);
  EXPECT_EQ(TitleAtToken(second), "two");
  // For a day, writes have said so.
  clock_.Advance(absl::Hours(2));
  EXPECT_GT(Compact(kYear), 0);
}

TEST_F(StoreInstantsTest, AClockThatLeaptAheadAndCameBackLosesNothing) {
  const absl::Time start = clock_.Now();
  Put("one");
  clock_.Advance(10 * kYear);
  const std::string ahead = Put("ahead");
  clock_.Advance(-10 * kYear + absl::Minutes(1));
  Put("back");
  const std::string again = Put("again");
  EXPECT_EQ(TitleKnownAt(start), "one");
  EXPECT_EQ(TitleKnownAt(clock_.Now()), "again") << "the present is known now";
  EXPECT_EQ(TitleAtToken(ahead), "ahead");
  EXPECT_EQ(TitleAtToken(again), "again");
  clock_.Advance(2 * kYear);
  EXPECT_LE(Compact(kYear), 1) << "but for the state of two years ago";
  EXPECT_EQ(TitleAtToken(ahead), "ahead");
  EXPECT_EQ(TitleAtToken(again), "again");
}

TEST_F(StoreInstantsTest, WhoeverRunsTheStoreIsToldOfAClockThatIsBehind) {
  Put("one");
  clock_.Advance(-absl::Hours(2));
  absl::Mutex mutex;
  absl::Duration told = absl::ZeroDuration();
  ClockWatch watch(changelog_.get(), [&](absl::Duration behind) {
    absl::MutexLock lock(&mutex);
    told = behind;
  });
  absl::MutexLock lock(&mutex);
  const auto heard = [&told] { return told != absl::ZeroDuration(); };
  mutex.Await(absl::Condition(&heard));
  EXPECT_EQ(told, absl::Hours(2));
}

}  // namespace
}  // namespace sangam
