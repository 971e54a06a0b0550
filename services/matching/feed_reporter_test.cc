#include "services/matching/feed_reporter.h"

#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "prometheus/registry.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

class FeedReporterTest : public testing::Test {
 protected:
  // Shows a state whose schemes have these conditions, by their names.
  void Show(const std::map<std::string, std::string>& conditions) {
    catalog_.BeginList();
    auto batch = CatalogBatch(++revision_);
    for (const auto& [scheme, condition] : conditions) {
      AddScheme(batch, scheme);
      auto* version = batch.add_changes()->mutable_scheme_version();
      version->set_name(scheme + "/versions/1");
      version->set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
      version->add_conditions()->set_expression(condition);
    }
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(catalog_.Apply(batch).ok());
    catalog_.Publish();
  }

  void Break() {
    reporter_.Disconnected(kCatalogStore, absl::UnavailableError("gone"));
  }

  // How many lines were logged that hold `text`; they are then forgotten.
  int Logged(const std::string& text) {
    std::istringstream lines(log_.str());
    log_.str("");
    int count = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.find(text) != line.npos) ++count;
    }
    return count;
  }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  std::ostringstream log_;
  std::unique_ptr<Logger> logger_ =
      NewStreamLogger(&log_, LogLevel::kWarning, &clock_);
  prometheus::Registry registry_;
  MatchingMetrics metrics_{&registry_};
  Watermark catalog_watermark_{kCatalogStore, &clock_};
  Watermark registry_watermark_{kRegistryStore, &clock_};
  FeedReporter reporter_{&metrics_,           logger_.get(),        &clock_,
                         &catalog_watermark_, &registry_watermark_, nullptr};
  CatalogState catalog_{&catalog_watermark_,
                        [this] { reporter_.CatalogShown(catalog_); }};
  int64_t revision_ = 0;
};

TEST_F(FeedReporterTest, EachDefectIsToldOnce) {
  Show({{"schemes/a", "membrs > 1"}, {"schemes/b", "members > 1"}});
  EXPECT_EQ(Logged("scheme_version_defect"), 1);
  Show({{"schemes/a", "membrs > 1"}, {"schemes/b", "members > 2"}});
  EXPECT_EQ(Logged("scheme_version_defect"), 0);
  Show({{"schemes/a", "membrs > 1"}, {"schemes/b", "artsans > 2"}});
  EXPECT_EQ(Logged("artsans"), 1);
  Show({{"schemes/b", "artsans > 2"}});
  EXPECT_EQ(Logged("scheme_version_defect"), 0);
  Show({{"schemes/a", "membrs > 1"}, {"schemes/b", "artsans > 2"}});
  EXPECT_EQ(Logged("membrs"), 1) << "it had gone away";
}

TEST_F(FeedReporterTest, ABreakIsToldOnceAMinuteUntilTheOwnerIsBack) {
  Break();
  EXPECT_EQ(Logged("feed_disconnected"), 1);
  for (int i = 0; i < 59; ++i) {
    clock_.Advance(absl::Seconds(1));
    Break();
  }
  EXPECT_EQ(Logged("feed_disconnected"), 0);
  clock_.Advance(absl::Seconds(1));
  Break();
  Break();
  EXPECT_EQ(Logged("feed_disconnected"), 1);
  reporter_.Disconnected(kRegistryStore, absl::UnavailableError("gone"));
  EXPECT_EQ(Logged("feed_disconnected"), 1) << "each owner by itself";
  Show({});
  Break();
  EXPECT_EQ(Logged("feed_disconnected"), 1) << "it had been back";
}

}  // namespace
}  // namespace sangam::matching
