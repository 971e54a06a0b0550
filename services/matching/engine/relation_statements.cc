#include "services/matching/engine/relation_statements.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"

namespace sangam::matching {
namespace {

// Calls `visit` with each scheme that is named, and the statement.
template <typename Visit>
void ForEachStatement(const RelationStatements::Stating& stating,
                      const Visit& visit) {
  const auto& relations = stating.version->version.relations();
  for (int i = 0; i < relations.size(); ++i) {
    visit(relations[i].scheme(), RelationStatement{stating.position, i});
  }
}

}  // namespace

RelationStatements::RelationStatements(const std::vector<Stating>& all) {
  std::vector<Stating> ordered = all;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Stating& a, const Stating& b) {
                     return a.scheme_number < b.scheme_number;
                   });
  ByScheme by_scheme;
  for (const Stating& stating : ordered) {
    ForEachStatement(
        stating, [&](const std::string& scheme, RelationStatement statement) {
          by_scheme[scheme].push_back(statement);
        });
  }
  first_ = std::make_shared<const ByScheme>(std::move(by_scheme));
}

RelationStatements RelationStatements::With(
    const std::vector<Stating>& gone, const std::vector<Stating>& added,
    const std::function<uint32_t(uint32_t)>& number_of) const {
  RelationStatements result = *this;
  // Each once, as what this one says of them.
  const auto to_change = [&](const std::string& scheme) -> Statements& {
    return result.changed_.try_emplace(scheme, About(scheme)).first->second;
  };
  absl::flat_hash_set<uint32_t> positions;
  absl::flat_hash_set<std::string> touched;
  for (const Stating& stating : gone) {
    positions.insert(stating.position);
    ForEachStatement(stating,
                     [&](const std::string& scheme, RelationStatement) {
                       touched.insert(scheme);
                     });
  }
  for (const std::string& scheme : touched) {
    Statements& statements = to_change(scheme);
    statements.erase(
        std::remove_if(statements.begin(), statements.end(),
                       [&](const RelationStatement& statement) {
                         return positions.contains(statement.stated_by);
                       }),
        statements.end());
  }
  touched.clear();
  for (const Stating& stating : added) {
    ForEachStatement(
        stating, [&](const std::string& scheme, RelationStatement statement) {
          to_change(scheme).push_back(statement);
          touched.insert(scheme);
        });
  }
  for (const std::string& scheme : touched) {
    Statements& statements = to_change(scheme);
    std::stable_sort(
        statements.begin(), statements.end(),
        [&](const RelationStatement& a, const RelationStatement& b) {
          return number_of(a.stated_by) < number_of(b.stated_by);
        });
  }
  return result;
}

const RelationStatements::Statements& RelationStatements::About(
    absl::string_view scheme) const {
  static const auto* const kNone = new Statements();
  const auto changed = changed_.find(scheme);
  if (changed != changed_.end()) return changed->second;
  const auto found = first_->find(scheme);
  return found == first_->end() ? *kNone : found->second;
}

}  // namespace sangam::matching
