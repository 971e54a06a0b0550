// How long the readiness of a district takes once its subjects are in memory:
// `--groups` SHGs in village organisations of twelve, these in cluster-level
// federations of fifteen, by the rules of the sample's shape.
//
//   federation_benchmark --groups=5000 --runs=30
//
// Prints the median and the slowest of the runs, of the counts alone and with
// the three groups nearest to ready of each body, and beside them what putting
// the same profiles together takes, which every answer has to.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "common/clock/clock.h"
#include "services/matching/federation/federation_scan.h"

namespace sangam::bench {
namespace {

using matching::CoverageBasisReader;

struct Norm {
  const char* id;
  scheme_catalog::v1::NormForce force;
  const char* expression;
};

constexpr auto kRequired = scheme_catalog::v1::NORM_FORCE_REQUIRED;
constexpr auto kAdvisory = scheme_catalog::v1::NORM_FORCE_ADVISORY;

constexpr Norm kVillageNorms[] = {
    {"eight", kRequired,
     "children.filter(c, c.subject.kind == \"SHG\").size() >= 8"},
    {"members", kAdvisory,
     "children.filter(c, c.subject.kind == \"SHG\" && c.members >= 12).size()"
     " >= 8"},
    {"savings", kRequired,
     "children.filter(c, c.subject.kind == \"SHG\" &&"
     " c.months_of_regular_savings >= 3).size() >= 8"},
    {"trained", kRequired,
     "children.filter(c, c.subject.kind == \"SHG\" &&"
     " c.trained_on_federation_concepts).size() >= 8"},
    {"ready", kRequired,
     "children.filter(c, c.subject.kind == \"SHG\" &&"
     " c.ready_to_federate).size() >= 8"},
    {"plans", kRequired,
     "children.filter(c, c.subject.kind == \"SHG\" &&"
     " c.micro_credit_plan_prepared).size() >= 8"}};

constexpr Norm kClusterNorms[] = {
    {"fifteen", kRequired,
     "children.filter(c, c.subject.kind == \"VO\" && c.member_shgs >= 12)"
     ".size() >= 15"},
    {"twenty", kAdvisory,
     "children.filter(c, c.subject.kind == \"VO\").size() >= 20"},
    {"at-most", kAdvisory,
     "children.all(c, c.subject.kind != \"VO\" || c.member_shgs <= 15)"},
    {"meetings", kRequired,
     "children.filter(c, c.subject.kind == \"VO\" &&"
     " c.months_of_regular_meetings >= 24).size() >= 15"}};

template <size_t kSize>
void AddRule(const char* name, type::v1::SubjectKind kind,
             const Norm (&norms)[kSize],
             scheme_catalog::v1::WatchCatalogResponse* batch) {
  auto* rule = batch->add_changes()->mutable_readiness_rule();
  rule->set_name(name);
  rule->set_subject_kind(kind);
  for (const Norm& norm : norms) {
    auto* added = rule->add_norms();
    added->set_id(norm.id);
    added->set_force(norm.force);
    added->set_expression(norm.expression);
  }
}

// Facts as a thin register has them: about one in ten is not known.
class Facts {
 public:
  type::v1::Profile Shg() {
    type::v1::Profile shg;
    shg.set_kind(type::v1::SUBJECT_KIND_SHG);
    shg.set_place("places/district");
    if (Given()) shg.set_members(9 + Draw(8));
    if (Given()) shg.set_women_members(9);
    if (Given()) shg.set_months_of_regular_savings(Draw(9));
    if (Given()) shg.set_months_of_regular_meetings(Draw(40));
    if (Given()) shg.set_trained_on_federation_concepts(Draw(8) > 0);
    if (Given()) shg.set_ready_to_federate(Draw(8) > 0);
    if (Given()) shg.set_micro_credit_plan_prepared(Draw(6) > 0);
    if (Given()) shg.set_panchasutra_followed(Draw(6) > 0);
    if (Given()) shg.set_books_up_to_date(Draw(5) > 0);
    return shg;
  }

 private:
  bool Given() { return Draw(10) > 0; }
  int64_t Draw(int64_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>((state_ >> 33) % static_cast<uint64_t>(bound));
  }

  uint64_t state_ = 2026;
};

// A district in memory.
class District {
 public:
  explicit District(int groups) : groups_(groups) {
    scheme_catalog::v1::WatchCatalogResponse rules;
    rules.set_token(
        Token(StorePosition{"scheme_catalog", "bench", 1}).Encode());
    rules.set_snapshot_complete(true);
    AddRule("readinessRules/village", type::v1::SUBJECT_KIND_VO, kVillageNorms,
            &rules);
    AddRule("readinessRules/cluster", type::v1::SUBJECT_KIND_CLF, kClusterNorms,
            &rules);
    catalog_.BeginList();
    if (!catalog_.Apply(rules).ok()) std::abort();
    catalog_.Publish();
    registry::v1::WatchProfilesResponse subjects;
    subjects.set_token(Token(StorePosition{"registry", "bench", 1}).Encode());
    subjects.set_snapshot_complete(true);
    auto* place = subjects.add_places()->mutable_place();
    place->set_name("places/district");
    place->set_kind(type::v1::PLACE_KIND_DISTRICT);
    AddFederations(&subjects);
    subjects_.BeginList();
    if (!subjects_.Apply(subjects).ok()) std::abort();
    subjects_.Publish();
  }

  // How long one answer takes, in milliseconds.
  double Ask(int children, int64_t* bodies) {
    matching::v1::AssessFederationsRequest request;
    request.set_place("places/district");
    request.set_children(children);
    const absl::Time start = clock_.Now();
    matching::FederationScan scan(&request, &reader_);
    *bodies = 0;
    while (true) {
      const auto message = scan.Next(call_);
      if (!message.ok()) break;
      *bodies += (*message)->assessments_size();
    }
    return absl::ToDoubleMilliseconds(clock_.Now() - start);
  }

  // What putting the profiles of all bodies together takes.
  double ReadProfiles() {
    const absl::Time start = clock_.Now();
    const auto view = subjects_.Read().columns;
    int64_t children = 0;
    for (size_t i = 0; i < view->block_count(); ++i) {
      const matching::SubjectBlock& block = view->block(i);
      for (uint32_t row = 0; row < block.size(); ++row) {
        if (block.KindOf(row) == type::v1::SUBJECT_KIND_SHG) continue;
        children +=
            block.ProfileOf(row, view->texts()).children().profiles_size();
      }
    }
    if (children == 0) std::abort();
    return absl::ToDoubleMilliseconds(clock_.Now() - start);
  }

 private:
  static void AddProfile(const std::string& name, const std::string& member_of,
                         const type::v1::Profile& profile,
                         registry::v1::WatchProfilesResponse* batch) {
    auto* added = batch->add_profiles();
    added->set_subject(name);
    added->set_member_of(member_of);
    added->set_profile_revision(1);
    *added->mutable_profile() = profile;
  }

  void AddFederations(registry::v1::WatchProfilesResponse* batch) {
    constexpr int kGroupsInVillage = 12;
    constexpr int kVillagesInCluster = 15;
    Facts facts;
    type::v1::Profile cluster;
    int villages = 0;
    for (int first = 0; first < groups_; first += kGroupsInVillage) {
      const std::string name = absl::StrFormat("groups/vo-%06d", villages);
      const std::string above =
          absl::StrFormat("groups/clf-%06d", villages / kVillagesInCluster);
      type::v1::Profile village;
      village.set_kind(type::v1::SUBJECT_KIND_VO);
      village.set_place("places/district");
      village.set_months_of_regular_meetings(20 + villages % 9);
      const int size = std::min(kGroupsInVillage, groups_ - first);
      village.set_member_shgs(size);
      for (int i = 0; i < size; ++i) {
        type::v1::Profile shg = facts.Shg();
        AddProfile(absl::StrFormat("groups/shg-%06d", first + i), name, shg,
                   batch);
        *village.mutable_children()->add_profiles() = std::move(shg);
      }
      village.mutable_children()->set_complete(true);
      AddProfile(name, above, village, batch);
      village.clear_children();
      *cluster.mutable_children()->add_profiles() = village;
      ++villages;
      if (villages % kVillagesInCluster == 0 ||
          first + kGroupsInVillage >= groups_) {
        cluster.set_kind(type::v1::SUBJECT_KIND_CLF);
        cluster.set_place("places/district");
        cluster.mutable_children()->set_complete(true);
        AddProfile(above, "", cluster, batch);
        cluster.Clear();
      }
    }
  }

  const int groups_;
  SystemClock clock_;
  CallContext call_;
  matching::Watermark catalog_watermark_{"scheme_catalog", &clock_};
  matching::Watermark subjects_watermark_{"registry", &clock_};
  matching::CatalogState catalog_{&catalog_watermark_, nullptr};
  matching::SubjectsState subjects_{&subjects_watermark_};
  CoverageBasisReader reader_{{&clock_, &catalog_, &catalog_watermark_,
                               &subjects_, &subjects_watermark_}};
};

void Print(const char* what, std::vector<double> milliseconds, double of) {
  std::sort(milliseconds.begin(), milliseconds.end());
  const double median = milliseconds[milliseconds.size() / 2];
  std::cout << absl::StrFormat(
      "%-28s median %8.1f ms  slowest %8.1f ms  %5.1f x reading the profiles\n",
      what, median, milliseconds.back(), median / of);
}

int Run(int groups, int runs) {
  District district(groups);
  std::vector<double> reading;
  std::vector<double> counts;
  std::vector<double> nearest;
  int64_t bodies = 0;
  for (int i = 0; i < runs; ++i) {
    reading.push_back(district.ReadProfiles());
    counts.push_back(district.Ask(0, &bodies));
    nearest.push_back(district.Ask(3, &bodies));
  }
  std::sort(reading.begin(), reading.end());
  const double read = reading[reading.size() / 2];
  std::cout << absl::StrFormat("%d SHGs, %d federations\n", groups, bodies);
  Print("reading the profiles", reading, read);
  Print("readiness, counts", counts, read);
  Print("readiness, three nearest", nearest, read);
  return bodies > 0 ? 0 : 1;
}

int Main(int argc, char** argv) {
  int groups = 5000;
  int runs = 30;
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    const bool known = (absl::ConsumePrefix(&argument, "--groups=") &&
                        absl::SimpleAtoi(argument, &groups)) ||
                       (absl::ConsumePrefix(&argument, "--runs=") &&
                        absl::SimpleAtoi(argument, &runs));
    if (!known || groups < 1 || runs < 1) {
      std::cerr << "usage: federation_benchmark [--groups=N] [--runs=N]\n";
      return 2;
    }
  }
  return Run(groups, runs);
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) { return sangam::bench::Main(argc, argv); }
