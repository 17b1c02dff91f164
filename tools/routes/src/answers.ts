import { globSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { jsonType, type JsonSchema } from './json-type.js';

/** What the source says of a function that answers a route. */
export interface Answer {
  /** From the comments above the controller and the function. */
  description: string;
  /** Of the JSON it returns; null when it returns nothing and writes its answer itself. */
  json: JsonSchema | null;
  /** It can answer in text too, for instance CSV. */
  text: boolean;
}

export interface Answers {
  /** `folder` is that of the source: `apps/intake`. */
  of(folder: string, controller: string, method: string): Answer;
  problem: JsonSchema;
}

const KIT = 'libs/service-kit';
const PROBLEM = 'libs/contracts/src/problem.ts';

/** Asks the compiler what each route returns, so that nobody writes it down a second time. */
export function answersIn(root: string): Answers {
  const controllers = globSync(['apps/*/src/**/*.controller.ts', 'libs/service-kit/src/**/*.controller.ts'], {
    cwd: root,
  }).sort();
  const { config } = ts.readConfigFile(join(root, 'tsconfig.lint.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: controllers }, ts.sys, root);
  const program = ts.createProgram(
    [...controllers, PROBLEM].map((path) => join(root, path)),
    { ...options, types: ['node'] },
  );
  const checker = program.getTypeChecker();

  const found = new Map<string, Answer>();
  for (const path of controllers) {
    const [folder] = path.split('/src/');
    for (const controller of program.getSourceFile(join(root, path))!.statements.filter(ts.isClassDeclaration)) {
      for (const method of controller.members.filter(ts.isMethodDeclaration)) {
        found.set(`${folder} ${controller.name!.text}.${method.name.getText()}`, answerOf(controller, method, checker));
      }
    }
  }
  return {
    of(folder, controller, method) {
      // A service may serve what the kit offers to all.
      const answer = [folder, KIT].map((place) => found.get(`${place} ${controller}.${method}`)).find(Boolean);
      if (answer === undefined) throw new Error(`no ${controller}.${method} in a *.controller.ts of ${folder}`);
      return answer;
    },
    problem: exported(program, join(root, PROBLEM), 'ProblemDetails'),
  };
}

function answerOf(controller: ts.ClassDeclaration, method: ts.MethodDeclaration, checker: ts.TypeChecker): Answer {
  const said = [controller.name!, method.name].map((name) =>
    ts.displayPartsToString(checker.getSymbolAtLocation(name)!.getDocumentationComment(checker)).replaceAll('\n', ' '),
  );
  const promised = checker.getReturnTypeOfSignature(checker.getSignatureFromDeclaration(method)!);
  const returned = checker.getAwaitedType(promised) ?? promised;
  const parts = returned.isUnion() ? returned.types : [returned];
  const isText = ({ flags }: ts.Type) => Boolean(flags & ts.TypeFlags.String);
  const [json] = parts.filter((part) => !isText(part) && !(part.flags & ts.TypeFlags.Void));
  return {
    description: said.filter((text) => text !== '').join(' '),
    json: json === undefined ? null : jsonType(json, checker),
    text: parts.some(isText),
  };
}

function exported(program: ts.Program, path: string, name: string): JsonSchema {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
  const symbol = checker.getExportsOfModule(module).find((each) => each.name === name)!;
  return jsonType(checker.getDeclaredTypeOfSymbol(symbol), checker);
}
