#include "services/matching/engine/catalog_snapshot.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/clock/civil_date.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Department;
using scheme_catalog::v1::Scheme;
using scheme_catalog::v1::SchemeVersion;

// "schemes/sgsy" of "schemes/sgsy/versions/1".
absl::string_view SchemeOf(absl::string_view version) {
  return version.substr(0, version.find("/versions/"));
}

class VersionCompiler {
 public:
  VersionCompiler(const SchemeVersion& version,
                  const AttributeDictionary& dictionary)
      : dictionary_(dictionary),
        compiled_(std::make_shared<CompiledVersion>()) {
    compiled_->version = version;
  }

  std::shared_ptr<const CompiledVersion> Compile() {
    const SchemeVersion& version = compiled_->version;
    if (version.has_effective_from()) {
      compiled_->effective_from = Day(version.effective_from());
    }
    if (version.has_effective_until()) {
      compiled_->effective_until = Day(version.effective_until());
    }
    for (const auto& condition : version.conditions()) {
      compiled_->conditions.push_back(
          CompileRule("condition", condition.id(), condition.expression()));
      // An empty expression would hold for everybody.
      if (condition.expression().empty()) {
        Defect(absl::StrCat("condition ", condition.id(), " is empty"));
      }
    }
    for (const auto& benefit : version.benefits()) {
      compiled_->benefit_conditions.push_back(CompileRule(
          "the condition of benefit", benefit.id(), benefit.condition()));
    }
    for (int i = 0; i < version.funding_size(); ++i) {
      compiled_->funding_conditions.push_back(
          CompileRule("the condition of funding rule", absl::StrCat(i + 1),
                      version.funding(i).condition()));
    }
    if (version.conditions().empty() && !version.open_to_all()) {
      Defect("it states no conditions and does not say that it is open to all");
    }
    return compiled_;
  }

 private:
  // The first defect is the one that is told.
  void Defect(std::string defect) {
    if (compiled_->defect.empty()) compiled_->defect = std::move(defect);
  }

  absl::optional<absl::CivilDay> Day(const google::type::Date& date) {
    const auto day = ToCivilDay(date, "date");
    if (day.ok()) return *day;
    Defect("one of its dates is not a day of the calendar");
    return absl::nullopt;
  }

  OptionalRule CompileRule(absl::string_view what, absl::string_view id,
                           absl::string_view expression) {
    if (expression.empty()) return absl::nullopt;
    auto rule = Rule::Compile(expression, dictionary_);
    if (rule.ok()) return *std::move(rule);
    Defect(absl::StrCat(what, " ", id, " can't be read (",
                        rule.status().message(), ")"));
    return absl::nullopt;
  }

  const AttributeDictionary& dictionary_;
  std::shared_ptr<CompiledVersion> compiled_;
};

// Versions of the snapshot before, by name, so that only what changed is
// compiled again.
using VersionsByName =
    absl::flat_hash_map<std::string, std::shared_ptr<const CompiledVersion>>;

VersionsByName ByName(const CatalogSnapshot* snapshot,
                      const AttributeDictionary& dictionary) {
  VersionsByName by_name;
  // Rules point into the dictionary that they were compiled with.
  if (snapshot == nullptr || &snapshot->dictionary() != &dictionary) {
    return by_name;
  }
  for (const CompiledScheme& scheme : snapshot->schemes()) {
    for (const auto& version : scheme.versions) {
      by_name[version->version.name()] = version;
    }
  }
  return by_name;
}

// Etags are not enough: a store that was restored may give them out again.
bool Same(const SchemeVersion& a, const SchemeVersion& b) {
  return a.etag() == b.etag() && a.SerializeAsString() == b.SerializeAsString();
}

// The one that began last first; of two, the later name, so that the order is
// always the same.
bool BeganLater(const std::shared_ptr<const CompiledVersion>& a,
                const std::shared_ptr<const CompiledVersion>& b) {
  if (a->effective_from != b->effective_from) {
    return a->effective_from > b->effective_from;
  }
  return a->version.name() > b->version.name();
}

void AddPlaces(const std::vector<OptionalRule>& rules,
               std::vector<std::string>* places) {
  for (const OptionalRule& rule : rules) {
    if (!rule) continue;
    places->insert(places->end(), rule->place_names().begin(),
                   rule->place_names().end());
  }
}

}  // namespace

bool CompiledVersion::InForceOn(absl::CivilDay day) const {
  return (!effective_from || *effective_from <= day) &&
         (!effective_until || day <= *effective_until);
}

const CompiledVersion* CompiledScheme::VersionOn(absl::CivilDay day) const {
  for (const auto& version : versions) {
    if (version->InForceOn(day)) return version.get();
  }
  return nullptr;
}

std::shared_ptr<const CatalogSnapshot> CatalogSnapshot::Build(
    const std::vector<Department>& departments,
    const std::vector<Scheme>& schemes,
    const std::vector<SchemeVersion>& versions,
    const AttributeDictionary& dictionary, const CatalogSnapshot* previous) {
  std::shared_ptr<CatalogSnapshot> snapshot(new CatalogSnapshot());
  snapshot->dictionary_ = &dictionary;
  absl::flat_hash_map<std::string, std::string> department_titles;
  for (const Department& department : departments) {
    department_titles[department.name()] = department.title();
  }
  for (const Scheme& scheme : schemes) {
    const auto title = department_titles.find(scheme.department());
    snapshot->schemes_.push_back(
        {scheme, title == department_titles.end() ? "" : title->second, {}});
  }
  std::sort(snapshot->schemes_.begin(), snapshot->schemes_.end(),
            [](const CompiledScheme& a, const CompiledScheme& b) {
              return a.scheme.name() < b.scheme.name();
            });
  for (size_t i = 0; i < snapshot->schemes_.size(); ++i) {
    snapshot->index_by_name_[snapshot->schemes_[i].scheme.name()] = i;
  }

  const VersionsByName before = ByName(previous, dictionary);
  for (const SchemeVersion& version : versions) {
    const auto scheme = snapshot->index_by_name_.find(SchemeOf(version.name()));
    if (version.state() != scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED ||
        scheme == snapshot->index_by_name_.end()) {
      continue;
    }
    const auto old = before.find(version.name());
    snapshot->schemes_[scheme->second].versions.push_back(
        old != before.end() && Same(old->second->version, version)
            ? old->second
            : VersionCompiler(version, dictionary).Compile());
  }
  for (CompiledScheme& scheme : snapshot->schemes_) {
    std::sort(scheme.versions.begin(), scheme.versions.end(), BeganLater);
    for (const auto& version : scheme.versions) {
      AddPlaces(version->conditions, &snapshot->place_names_);
      AddPlaces(version->benefit_conditions, &snapshot->place_names_);
      AddPlaces(version->funding_conditions, &snapshot->place_names_);
    }
  }
  auto& places = snapshot->place_names_;
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return snapshot;
}

const CompiledScheme* CatalogSnapshot::Find(absl::string_view scheme) const {
  const auto found = index_by_name_.find(scheme);
  return found == index_by_name_.end() ? nullptr : &schemes_[found->second];
}

std::vector<std::string> CatalogSnapshot::Defects() const {
  std::vector<std::string> defects;
  for (const CompiledScheme& scheme : schemes_) {
    for (const auto& version : scheme.versions) {
      if (version->defect.empty()) continue;
      defects.push_back(
          absl::StrCat(version->version.name(), ": ", version->defect));
    }
  }
  return defects;
}

}  // namespace sangam::matching
