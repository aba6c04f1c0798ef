using CleanHeating.Cli.Commands;

return CommandTree.Run(args);
