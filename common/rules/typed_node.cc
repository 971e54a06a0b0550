#include "common/rules/typed_node.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace sangam::rules {
namespace {

void SortOnce(std::vector<std::string>* names) {
  std::sort(names->begin(), names->end());
  names->erase(std::unique(names->begin(), names->end()), names->end());
}

void Collect(const TypedNode& node, Mentions* mentions) {
  if (node.attribute != nullptr) {
    const std::string& name = node.attribute->name;
    mentions->all_attributes.push_back(name);
    if (node.slot == TypedNode::kSubject) mentions->attributes.push_back(name);
    if (node.attribute->deprecated) mentions->deprecated.push_back(name);
  }
  for (const std::string& name : node.names) {
    switch (node.op) {
      case TypedNode::Op::kPlaceWithin:
        (absl::StartsWith(name, "placeSets/") ? mentions->place_sets
                                              : mentions->places)
            .push_back(name);
        break;
      case TypedNode::Op::kReceived:
        mentions->schemes.push_back(name);
        break;
      case TypedNode::Op::kParameter:
        mentions->parameters.push_back(name);
        break;
      default:
        break;
    }
  }
}

}  // namespace

Mentions MentionsOf(const TypedNode& node) {
  Mentions mentions;
  VisitAll(node,
           [&mentions](const TypedNode& part) { Collect(part, &mentions); });
  for (auto* names :
       {&mentions.attributes, &mentions.all_attributes, &mentions.deprecated,
        &mentions.places, &mentions.place_sets, &mentions.schemes,
        &mentions.parameters}) {
    SortOnce(names);
  }
  return mentions;
}

}  // namespace sangam::rules
