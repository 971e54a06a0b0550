#include "services/matching/guidance/programme_progress.h"

#include <limits>
#include <string>
#include <utility>

#include "absl/numeric/int128.h"
#include "services/matching/engine/localized_text.h"

namespace sangam::matching {
namespace {

constexpr int64_t kWhole = 10'000;
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

int64_t Clamped(absl::int128 value) {
  return value > kMost ? kMost : static_cast<int64_t>(value);
}

template <typename Values>
void Replace(const Values& values, type::v1::StringList* list) {
  list->clear_values();
  for (const std::string& value : values) list->add_values(value);
}

// The cluster as it will be: with the products aimed at, their sectors and
// industry codes. What the programme does not state stays as it is.
MatchSubject Upgraded(const scheme_catalog::v1::UpgradePath& path,
                      const PathCluster& cluster) {
  MatchSubject upgraded = *cluster.subject;
  type::v1::Profile& profile = upgraded.profile;
  if (!cluster.record->upgraded_products().empty()) {
    Replace(cluster.record->upgraded_products(), profile.mutable_products());
  }
  if (!path.target_sectors().empty()) {
    Replace(path.target_sectors(), profile.mutable_sectors());
  }
  if (!path.target_nic_codes().empty()) {
    Replace(path.target_nic_codes(), profile.mutable_nic_codes());
  }
  return upgraded;
}

}  // namespace

ProgrammeProgress::ProgrammeProgress(
    const scheme_catalog::v1::UpgradeProgramme& programme,
    const GuidanceCatalog& guidance, const IndexedCatalog& catalog,
    absl::CivilDay as_of, absl::string_view language_code,
    v1::TrackProgrammeResponse* response)
    : programme_(programme),
      guidance_(guidance),
      catalog_(catalog),
      as_of_(as_of),
      language_code_(language_code),
      response_(*response),
      sums_(programme.targets_size()) {
  response_.set_programme(programme.name());
  response_.set_title(TextIn(programme.title(), language_code_));
  response_.set_notes(programme.notes());
}

void ProgrammeProgress::Add(const scheme_catalog::v1::UpgradePath& path,
                            const PathCluster& cluster) {
  v1::PathProgress told;
  told.set_id(path.id());
  told.set_cluster(cluster.subject == nullptr ? path.cluster()
                                              : cluster.subject->name);
  const bool counts = clusters_.insert(told.cluster()).second;
  *told.mutable_citations() = path.citations();
  told.set_recorded(cluster.subject != nullptr);
  if (cluster.subject != nullptr) {
    told.set_cluster_title(cluster.subject->title);
    const SubjectGuidance today(guidance_, catalog_, *cluster.subject,
                                *cluster.places, as_of_, language_code_);
    for (int i = 0; i < programme_.targets_size(); ++i) {
      const auto& target = programme_.targets(i);
      v1::PathFigure& figure = *told.add_figures();
      figure.set_target(target.id());
      const auto value = today.Number(target.attribute());
      if (!value) continue;
      figure.set_value(*value);
      if (!counts) continue;
      sums_[i].total = Clamped(absl::int128(sums_[i].total) + *value);
      ++sums_[i].known_of;
    }
    if (cluster.shown) AddSchemes(path, cluster, &told);
  }
  if (cluster.shown) *response_.add_paths() = std::move(told);
}

void ProgrammeProgress::AddSchemes(const scheme_catalog::v1::UpgradePath& path,
                                   const PathCluster& cluster,
                                   v1::PathProgress* told) const {
  if (!cluster.record) return;
  *told->mutable_current_products() = cluster.record->current_products();
  *told->mutable_upgraded_products() = cluster.record->upgraded_products();
  const std::vector<std::string> schemes(path.schemes().begin(),
                                         path.schemes().end());
  const MatchSubject upgraded = Upgraded(path, cluster);
  const auto match = [&](const MatchSubject& subject) {
    return SubjectGuidance(guidance_, catalog_, subject, *cluster.places,
                           as_of_, language_code_)
        .Match(schemes);
  };
  const auto today = match(*cluster.subject);
  const auto target = match(upgraded);
  for (const std::string& name : schemes) {
    v1::TargetScheme& scheme = *told->add_schemes();
    scheme.set_scheme(name);
    if (const CompiledScheme* known = catalog_.snapshot->Find(name)) {
      scheme.set_title(TextIn(known->scheme.title(), language_code_));
    }
    const auto now = today.find(name);
    const auto then = target.find(name);
    if (now == today.end() || then == target.end()) continue;
    scheme.set_scheme_version(then->second.scheme_version());
    scheme.set_today(now->second.verdict());
    scheme.set_for_target(then->second.verdict());
  }
}

void ProgrammeProgress::Finish() {
  for (int i = 0; i < programme_.targets_size(); ++i) {
    const auto& target = programme_.targets(i);
    v1::TargetProgress& told = *response_.add_targets();
    told.set_id(target.id());
    told.set_description(TextIn(target.description(), language_code_));
    told.set_attribute(target.attribute());
    const AttributeInfo* info =
        catalog_.snapshot->dictionary().Find(target.attribute());
    if (info != nullptr) {
      told.set_label(info->Label(language_code_));
      told.set_unit(info->unit);
    }
    told.set_at_least(target.at_least());
    if (target.has_due_on()) *told.mutable_due_on() = target.due_on();
    told.set_known_of(sums_[i].known_of);
    told.set_clusters(static_cast<int32_t>(clusters_.size()));
    *told.mutable_citations() = target.citations();
    if (sums_[i].known_of == 0) continue;
    told.set_reached(sums_[i].total);
    told.set_reached_bps(
        Clamped(absl::int128(sums_[i].total) * kWhole / target.at_least()));
  }
}

}  // namespace sangam::matching
